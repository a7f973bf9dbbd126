using ShadowGen.Architecture.Tests.Support;

namespace ShadowGen.Architecture.Tests;

/// <summary>Which way arrows between the floors of Runtime may point.</summary>
public sealed class RuntimeLayerTests
{
    private static readonly string[] Everything = ["", "Allocation", "Arrivals", "Async", "Attributes", "Branches", "Budgets", "Costs", "Counters", "Engine", "Generated", "Graph", "Laws", "Live", "Model", "Network", "Prediction", "Prefetch", "Recording", "Sequences"];

    /// <summary>Folder: the folders whose types its source may name, beside its own. Empty is the top of the room.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Attributes"] = [],
        ["Counters"] = [],
        // Emitted code calls here, and it hands on; registering starts the engine, planned calls learn.
        ["Generated"] = ["Counters", "Engine", "Prefetch"],
        ["Network"] = ["Counters"],
        ["Async"] = ["Counters"],
        ["Graph"] = ["Counters"],
        // What models of arrivals, branches, sequences, costs and their growth are made of knows nothing of slots or graphs.
        ["Arrivals"] = [],
        ["Branches"] = [],
        ["Costs"] = [],
        ["Laws"] = [],
        ["Sequences"] = [],
        ["Prediction"] = ["Arrivals", "Branches", "Costs", "Counters", "Graph", "Laws", "Sequences"],
        // What is kept is made of what was counted and learned, and says nothing of how it is run.
        ["Model"] = ["Arrivals", "Costs", "Counters", "Graph", "Prediction"],
        // What acts on what is foretold: it reads demand off the snapshot, and keeps its journal as models are kept.
        ["Allocation"] = ["Arrivals", "Counters", "Graph", "Model", "Prediction"],
        // What is done ahead of calls, from what earlier runs let expect, or this one has learned.
        ["Prefetch"] = ["Attributes", "Counters", "Graph"],
        // What ends runaways hangs on threads and flows, and names what was under way.
        ["Budgets"] = ["Counters", "Graph"],
        // Names of what was called come with the engine's snapshot.
        ["Recording"] = ["Counters", "Engine", "Graph", "Prediction"],
        // What a running process shows is what the engine has published, and what it is told to record.
        ["Live"] = ["Counters", "Engine", "Graph", "Model", "Prediction", "Recording"],
        ["Engine"] = Everything,
        [""] = Everything,
    };

    private static readonly RoomSource Runtime = new("Runtime");

    [Fact]
    public void Each_floor_stands_on_those_below_it()
    {
        var wrong = from use in Runtime.TypeUses()
                    let folder = Runtime.FolderOf(use.File)
                    let targets = use.DeclaredIn.Select(Runtime.FolderOf).ToList()
                    where targets.Count > 0 && !targets.Contains(folder)
                    where !Allowed.TryGetValue(folder, out var allowed) || !targets.Exists(allowed.Contains)
                    select $"{use} is of '{string.Join("/", targets)}', which '{folder}' may not use";

        Findings.MustBeNone(wrong);
    }

    [Fact]
    public void The_table_has_each_floor() =>
        Assert.Empty(Runtime.TopLevelTypes().Select(t => Runtime.FolderOf(t.File)).Distinct().Except(Allowed.Keys));

    [Fact]
    public void The_ground_floor_is_read_at_all() =>
        Assert.Contains(Runtime.TypeUses(), u => Runtime.FolderOf(u.File) == "Generated" && u.DeclaredIn.Any(d => Runtime.FolderOf(d) == "Counters"));

    [Fact]
    public void What_emitted_code_calls_is_public_and_hidden_from_editors() => Assert.All(
        typeof(Generated.ShadowCall).Assembly.GetExportedTypes().Where(t => t.Namespace == "ShadowGen.Generated"),
        t => Assert.Contains(t.CustomAttributes, a => a.AttributeType.Name == "EditorBrowsableAttribute" && (int)a.ConstructorArguments[0].Value! == 1));
}
