using ShadowGen.Counters;
using ShadowGen.Graph;
using ShadowGen.Prediction;
using ShadowGen.Prefetch;

namespace ShadowGen.Engine;

/// <summary>Takes registered skeletons into the graph, finds the rest of their assemblies' ones, and retires those of unloaded assemblies.</summary>
internal sealed class SkeletonLoader(GraphModel graph, IShadowPredictor predictor)
{
    private readonly List<RegisteredSkeleton> _active = [];

    /// <summary>Skeletons whose slots are in use.</summary>
    public IReadOnlyList<RegisteredSkeleton> Active => _active;

    public void Load()
    {
        // Touching an assembly's manifests registers more files, which the same loop then takes in.
        while (SkeletonRegistry.TryTake(out var skeleton))
        {
            var file = SkeletonParser.Parse(skeleton!.Text);
            if (file.Errors.Count > 0)
                Faults.BadSkeleton(skeleton.OwnerName, file.Errors[0].ToString());
            graph.AddSkeleton(skeleton.FirstSlot, file);
            foreach (var edge in file.Edges)
            {
                if (edge.Ordinal < skeleton.Count && skeleton.FirstSlot > 0)
                    SlotCallees.Tell(skeleton.FirstSlot + edge.Ordinal, edge.Caller.Value, edge.Callee.Value);
            }

            _active.Add(skeleton);
            if (skeleton.Owner is { } owner)
                ManifestLoader.Found(owner.Assembly);
        }
    }

    /// <summary>What has to be compiled for calls: edges of the graph, by index. Those of unloaded assemblies, and of assemblies that can be, are left out.</summary>
    public List<ExpectedCode> CodeOf(List<int> edges)
    {
        var slots = graph.SlotsOfEdges();
        var code = new List<ExpectedCode>(edges.Count);
        foreach (var edge in edges)
        {
            var slot = slots[edge];
            if (_active.Find(s => (uint)(slot - s.FirstSlot) < (uint)s.Count) is not { } skeleton || skeleton.Owner is not { Assembly: { IsCollectible: false } assembly } owner) continue;
            var (caller, callee) = (graph.Functions[graph.Edges[edge].Caller], graph.Functions[graph.Edges[edge].Callee]);
            code.Add(new(owner, slot - skeleton.FirstSlot, callee.Assembly, callee.DocumentationId, caller.Assembly == assembly.GetName().Name ? caller.DocumentationId : ""));
        }
        return code;
    }

    /// <summary>Folds the counts of unloaded assemblies into the graph and gives their slots back.</summary>
    public void Retire(CounterReader counters, NetworkReader network, ServiceReader services)
    {
        for (var i = _active.Count - 1; i >= 0; i--)
        {
            var skeleton = _active[i];
            if (!skeleton.IsUnloaded)
                continue;
            lock (SlotTable.Sync)
            {
                ThreadRegistry.FoldRange(skeleton.FirstSlot, skeleton.Count);
                counters.ReadFolded(skeleton.FirstSlot, skeleton.Count);
                network.Retire(skeleton.FirstSlot, skeleton.Count);
                services.Retire(skeleton.FirstSlot, skeleton.Count);
                graph.RetireSlots(skeleton.FirstSlot, skeleton.Count);
                predictor.Forget(skeleton.FirstSlot, skeleton.Count);
                SkeletonRegistry.Retire(skeleton);
                if (skeleton.Count > 0)
                    SlotTable.Return(skeleton.FirstSlot, skeleton.Count);
            }

            _active.RemoveAt(i);
        }
    }
}
