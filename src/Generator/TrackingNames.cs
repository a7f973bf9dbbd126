namespace ShadowGen.Generator;

/// <summary>Names of the pipeline's steps: tests read their run reasons by these.</summary>
public static class TrackingNames
{
    public const string Project = "Project";
    public const string Index = "Index";
    public const string Census = "Census";
    public const string OptedIn = "OptedIn";
    public const string Api = "Api";
    public const string Bind = "Bind";
    public const string Files = "Files";
    public const string Emit = "Emit";
    public const string Decorators = "Decorators";
    public const string EmitDecorators = "EmitDecorators";
    public const string Shadows = "Shadows";
    public const string EmitShadows = "EmitShadows";
}
