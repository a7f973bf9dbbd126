using System.Security.Cryptography;
using System.Text;

namespace ShadowGen.Generator.Parsing;

/// <summary>Stable 64-bit ids of methods: docs/architecture.md has the formula.</summary>
internal static class MethodIds
{
    [ThreadStatic]
    private static SHA256? sha;

    public static string Of(string assemblyName, string docId) => Hex.Of((sha ??= SHA256.Create()).ComputeHash(Encoding.UTF8.GetBytes(assemblyName + "|" + docId)), count: 8);
}
