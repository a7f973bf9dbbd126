namespace ShadowGen.Generator.Model;

/// <summary>A method as a line of the skeleton names it.</summary>
/// <param name="Id">16 lower-case hex digits, stable over builds and machines.</param>
/// <param name="DocId">Documentation-comment id.</param>
/// <param name="Flags">Letters of the skeleton format: s, a, v, or - for none.</param>
/// <param name="Line">1-based line of the declaration; 0 for a callee that is declared in another file.</param>
internal sealed record MethodModel(string Id, string DocId, string Flags, int Line);
