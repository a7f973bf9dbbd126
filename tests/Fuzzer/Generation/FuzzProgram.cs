namespace ShadowGen.Fuzzer.Generation;

/// <summary>The C# versions that programs are written in; a later one may use all that an earlier one may.</summary>
internal enum Level
{
    CSharp7,
    CSharp10,
    CSharp12,
    Latest,
}

/// <summary>A generated program, and what the fuzzer knows of its call sites without asking the generator under test.</summary>
/// <param name="Namespace">Its own, so that programs can share an assembly.</param>
/// <param name="Files">Path and text.</param>
/// <param name="MaySkip">How many sites a caller has that may stay plain calls, by reason.</param>
/// <param name="Uncounted">Pairs with calls that no interceptor can see (delegates, dynamic, patterns): entries may exceed counts there.</param>
internal sealed record FuzzProgram(
    ulong Seed,
    Level Level,
    string Namespace,
    IReadOnlyList<(string Path, string Text)> Files,
    IReadOnlyDictionary<(string Caller, string Callee, string Reason), int> MaySkip,
    IReadOnlySet<(string Caller, string Callee)> Uncounted);
