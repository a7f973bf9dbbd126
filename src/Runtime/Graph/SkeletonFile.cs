namespace ShadowGen.Graph;

/// <summary>What one generated file told about its source file.</summary>
internal sealed class SkeletonFile
{
    public string Path { get; set; } = "";

    /// <summary>The assembly that the file was compiled into: the first one that it names.</summary>
    public string Assembly { get; set; } = "";

    public List<SkeletonFunction> Functions { get; } = [];

    public List<SkeletonFeatures> Features { get; } = [];

    public List<SkeletonPrint> Prints { get; } = [];

    public List<SkeletonEdge> Edges { get; } = [];

    public List<SkeletonSkip> Skips { get; } = [];

    public List<SkeletonLeftOut> LeftOut { get; } = [];

    /// <summary>Lines that could not be used, at most <see cref="SkeletonParser.MaxErrors"/>; the other lines stand.</summary>
    public List<SkeletonError> Errors { get; } = [];
}

/// <summary>A <c>method</c> or <c>callee</c> line. <see cref="Line"/> is 0 for a callee that another file declares.</summary>
internal readonly record struct SkeletonFunction(FunctionId Id, string Assembly, string DocumentationId, int Line, bool IsDeclared, bool IsShadowed, bool IsAsync, bool IsVirtual, bool IsService = false);

/// <summary>A <c>features</c> line: what sampled calls of a function tell, in order.</summary>
internal readonly record struct SkeletonFeatures(FunctionId Id, ArgumentFeature[] Features);

/// <summary>A <c>print</c> line: what a declared function's code is like.</summary>
internal readonly record struct SkeletonPrint(FunctionId Id, MethodFingerprint Print);

/// <summary>An <c>edge</c> line: slot <see cref="Ordinal"/> of the file's range.</summary>
internal readonly record struct SkeletonEdge(int Ordinal, FunctionId Caller, FunctionId Callee, int LoopDepth, (int Line, int Column)[] Sites);

/// <summary>A <c>skip</c> line.</summary>
internal readonly record struct SkeletonSkip(string Reason, int Line, int Column, FunctionId Callee, FunctionId Caller);

/// <summary>A <c>left</c> line: plain by choice.</summary>
internal readonly record struct SkeletonLeftOut(string Reason, int CallSites, int Methods);

/// <summary>A line that could not be used. <see cref="Line"/> is 1-based.</summary>
internal readonly record struct SkeletonError(int Line, string Message)
{
    public override string ToString() => $"line {Line}: {Message}";
}
