using Microsoft.CodeAnalysis;
using ShadowGen.Architecture.Tests.Support;

namespace ShadowGen.Architecture.Tests;

/// <summary>A type is where its namespace says; what users call is in <c>ShadowGen</c> alone, so that one using finds it.</summary>
public sealed class NamespaceTests
{
    [Theory]
    [InlineData("Runtime")]
    [InlineData("RateLimiting")]
    public void Internals_are_named_after_their_folder_and_public_API_is_in_one_namespace(string room)
    {
        var source = new RoomSource(room);
        var wrong = from t in source.TopLevelTypes()
                    let folder = source.FolderOf(t.File)
                    let isUserApi = t.Type.DeclaredAccessibility == Accessibility.Public && folder != "Generated"
                    let expected = isUserApi || folder.Length == 0 ? "ShadowGen" : $"ShadowGen.{folder}"
                    let actual = t.Type.ContainingNamespace.ToDisplayString()
                    where actual != expected
                    select $"{t.File}: {t.Type.Name} is in '{actual}', expected '{expected}'";

        Findings.MustBeNone(wrong);
    }

    [Theory]
    [InlineData("Generator")]
    [InlineData("Analyzers")]
    public void Compiler_side_namespaces_are_folders(string room)
    {
        var source = new RoomSource(room);
        var wrong = from t in source.TopLevelTypes()
                    let expected = $"ShadowGen.{Path.GetDirectoryName(t.File)!.Replace('\\', '/')["src/".Length..].Replace('/', '.')}"
                    let actual = t.Type.ContainingNamespace.ToDisplayString()
                    where actual != expected
                    select $"{t.File}: {t.Type.Name} is in '{actual}', expected '{expected}'";

        Findings.MustBeNone(wrong);
    }
}
