namespace ShadowGen.Generator.Model;

/// <summary>What a member's code is like, without its names: docs/architecture.md has the format.</summary>
/// <param name="Digits">32 lower-case hex digits, one for each minwise hash.</param>
/// <param name="Tokens">Length of the code.</param>
internal sealed record PrintModel(string Digits, int Tokens);
