namespace ShadowGen.Generator.Model;

/// <summary>A method as a line of the skeleton names it.</summary>
/// <param name="Id">16 lower-case hex digits, stable over builds and machines.</param>
/// <param name="DocId">Documentation-comment id.</param>
/// <param name="Flags">Letters of the skeleton format, or - for none.</param>
/// <param name="Line">1-based line of the declaration; 0 for a callee that is declared in another file.</param>
/// <param name="Assembly">The declaring assembly, or "" for the file's own.</param>
/// <param name="Features">Argument features as the skeleton has them, or "" for none.</param>
/// <param name="Print">Of its code, where this file declares it and it has any.</param>
internal sealed record MethodModel(string Id, string DocId, string Flags, int Line, string Assembly = "", string Features = "", PrintModel? Print = null);
