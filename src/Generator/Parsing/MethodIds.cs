using System.Security.Cryptography;
using System.Text;

namespace ShadowGen.Generator.Parsing;

/// <summary>Stable 64-bit ids of methods: docs/architecture.md has the formula.</summary>
internal static class MethodIds
{
    public static string Of(string assemblyName, string docId)
    {
        using var sha = SHA256.Create();
        return Hex.Of(sha.ComputeHash(Encoding.UTF8.GetBytes(assemblyName + "|" + docId)), count: 8);
    }
}
