namespace ShadowGen.Generator.Model;

/// <summary>The consumer's C#, as far as the emitted code differs by it.</summary>
/// <param name="Version">Roslyn's number of it: 703 for C# 7.3, 1400 for C# 14.</param>
internal sealed record LanguageLevel(int Version)
{
    /// <summary>C# 7.3: <c>this ref</c> and <c>this in</c> receivers, generic constraints as the runtime has them.</summary>
    public const int Oldest = 703;

    public bool HasNullableDirective => Version >= 800;

    public bool HasInterfaceBodies => Version >= 800;

    public bool HasNativeIntegers => Version >= 900;

    public bool HasModuleInitializers => Version >= 900;

    /// <summary>C# 11: file-local types, raw and UTF-8 literals, <c>scoped</c> and what goes with it.</summary>
    public bool HasFileTypes => Version >= 1100;

    public bool HasPrimaryConstructors => Version >= 1200;

    public bool HasRefReadOnlyParameters => Version >= 1200;

    public bool HasRefStructConstraint => Version >= 1300;
}
