namespace ShadowGen.Generator.Tests.Harness;

/// <summary>What MSBuild properties and .editorconfig files say.</summary>
/// <param name="Global">By full key: <c>build_property.…</c>, or the key of a global configuration.</param>
/// <param name="Files">By file name, then by key.</param>
internal sealed record Configuration(Dictionary<string, string> Global, Dictionary<string, Dictionary<string, string>> Files)
{
    /// <summary>Small methods too: tests of shapes have small ones.</summary>
    public static Configuration ShadowAll => Of(("build_property.ShadowGenMinimumSize", "0"));

    public static Configuration Of(params (string Key, string Value)[] global) => new(global.ToDictionary(pair => pair.Key, pair => pair.Value), []);

    public Configuration WithFile(string name, params (string Key, string Value)[] keys) =>
        this with { Files = new(Files) { [name] = keys.ToDictionary(pair => pair.Key, pair => pair.Value) } };
}
