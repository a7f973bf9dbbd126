using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using ShadowGen.Counters;

namespace ShadowGen.Runtime.Tests.Engine;

public class UnloadTests
{
    [Fact]
    public void An_unloaded_assembly_leaves_its_counts_gives_its_slots_back_and_is_collected()
    {
        var (owner, edges) = LoadAndCall();
        for (var i = 0; i < 50 && owner.IsAlive; i++)
        {
            Shadow.Flush();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(owner.IsAlive, "something of ours keeps the unloaded assembly alive");
        Assert.Equal(1_234, edges.Calls(0));
        Assert.Equal(0, SlotTable.State(edges.First).Reloads);
    }

    [Fact]
    public void Loading_and_unloading_over_and_over_takes_no_more_slots()
    {
        var alive = new List<WeakReference>();
        var most = 0;
        for (var i = 0; i < 30; i++)
        {
            alive.Add(LoadAndCall().Owner);
            for (var k = 0; k < 20 && alive[^1].IsAlive; k++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            Shadow.Flush();
            if (i == 5)
                most = SlotTable.End;
        }

        Assert.DoesNotContain(alive, reference => reference.IsAlive);
        // A load may overlap the one before; the other loads of 500 each, without reuse, would be 12,000 more.
        Assert.InRange(SlotTable.End, most, most + 500);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Owner, TestEdges Edges) LoadAndCall()
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Plugin"), AssemblyBuilderAccess.RunAndCollect);
        var owner = assembly.DefineDynamicModule("Plugin").DefineType("Shims").CreateType();
        var edges = new TestEdges(500, owner);
        for (var i = 0; i < 1_234; i++)
            edges.Call(0, static () => { });
        return (new WeakReference(owner), edges);
    }
}
