namespace ShadowGen.Generator.Emit;

/// <summary>One output file.</summary>
internal sealed record EmittedSource(string HintName, string Text);
