using Microsoft.CodeAnalysis;
using ShadowGen.Architecture.Tests.Support;

namespace ShadowGen.Architecture.Tests;

/// <summary>Inside Generator: Parsing makes Model, Emit reads Model, and neither knows the other. Frequency is the arithmetic of flow graphs, which Parsing stands on. Ahead plans on all that is read, and Parsing does not know it.</summary>
public sealed class GeneratorLayerTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Model"] = ["Shared"],
        ["Frequency"] = [],
        ["Parsing"] = ["", "Frequency", "Model", "Shared"],
        ["Effects"] = ["Parsing"],
        ["Marks"] = ["Effects", "Parsing", "Shared"],
        ["Ahead"] = ["Effects", "Frequency", "Marks", "Model", "Parsing", "Shared"],
        ["Emit"] = ["Model", "Shared"],
        [""] = ["Ahead", "Model", "Parsing", "Emit", "Shared"],
    };

    private static readonly RoomSource Generator = new("Generator");

    [Fact]
    public void Parsing_makes_Model_and_Emit_reads_it()
    {
        var wrong = from use in Generator.TypeUses()
                    let folder = Generator.FolderOf(use.File)
                    let targets = use.DeclaredIn.Select(Generator.FolderOf).ToList()
                    where targets.Count > 0 && !targets.Contains(folder)
                    where !Allowed.TryGetValue(folder, out var allowed) || !targets.Exists(allowed.Contains)
                    select $"{use} is of '{string.Join("/", targets)}', which '{folder}' may not use";

        Findings.MustBeNone(wrong);
    }

    [Fact]
    public void Model_is_plain_data_so_that_it_can_be_cached() => Assert.DoesNotContain(
        Generator.TypeUses(), u => Generator.FolderOf(u.File) == "Model" && IsRoslyn(u.Type) && u.Type.Name != "InterceptableLocation");

    [Fact]
    public void Emit_never_sees_a_symbol_or_a_tree() => Assert.DoesNotContain(
        Generator.TypeUses(), u => Generator.FolderOf(u.File) == "Emit" && IsRoslyn(u.Type) && u.Type.AllInterfaces.Append(u.Type).Any(i => i.Name == "ISymbol"));

    private static bool IsRoslyn(ITypeSymbol type) => type.ContainingAssembly?.Name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true;
}
