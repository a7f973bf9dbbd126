namespace ShadowGen;

/// <summary>A place in source, as the compiler saw it.</summary>
/// <param name="File">Relative to its project directory, with <c>/</c>; empty when unknown.</param>
/// <param name="Line">1-based; 0 when unknown.</param>
/// <param name="Column">1-based; 0 when unknown.</param>
public readonly record struct SourceLocation(string File, int Line, int Column)
{
    /// <summary><c>file(line,column)</c>, which editors and terminals can follow.</summary>
    public override string ToString() => $"{File}({Line},{Column})";
}

/// <summary>A call site that stays the plain call, so that its calls are not counted.</summary>
/// <param name="Reason">Why, as the generator put it: one word, for example <c>method-group</c>.</param>
/// <param name="Location">Where.</param>
/// <param name="Callee">The full name of the function that is called, or its id when no name is known.</param>
/// <param name="Caller">The full name of the function that calls, or its id when no name is known.</param>
public readonly record struct SkippedCallSite(string Reason, SourceLocation Location, string Callee, string Caller);

/// <summary>How many call sites are plain calls by choice, so that their calls are not counted.</summary>
/// <param name="Reason">Why, in one word: <c>too-small</c>, or <c>excluded</c>.</param>
/// <param name="CallSites">In the files that are registered so far.</param>
/// <param name="Methods">Methods that were left out.</param>
public readonly record struct LeftOutCallSites(string Reason, int CallSites, int Methods);
