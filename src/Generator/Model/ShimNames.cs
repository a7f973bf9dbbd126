namespace ShadowGen.Generator.Model;

/// <summary>Names that a shim declares for itself: a callee's parameter of the same name is renamed.</summary>
internal static class ShimNames
{
    public const string Self = "self";
    public const string Frame = "frame";
    public const string Result = "result";
    public const string Budget = "budget";
    public const string Ahead = "ahead";

    public static readonly string[] Locals = [Self, Frame, Result, Budget, Ahead];
}
