using ShadowGen.Counters;
using ShadowGen.Graph;

namespace ShadowGen.Engine;

/// <summary>Takes what service calls have moved into the graph. Each byte is taken once.</summary>
internal sealed class ServiceReader(GraphModel graph)
{
    public void Read()
    {
        var end = SlotTable.End;
        for (var slot = SlotTable.SinkSlots; slot < end;)
        {
            if (!ServiceCounter.All.HasChunk(slot, out var next))
            {
                slot = next;
                continue;
            }

            for (next = Math.Min(next, end); slot < next; slot++)
                Take(slot, ServiceCounter.All.Existing(slot));
        }
    }

    /// <summary>Takes the last bytes of slots that are about to be handed out again. Call before the graph forgets them.</summary>
    public void Retire(int first, int count)
    {
        for (var slot = first; slot < first + count; slot++)
            Take(slot, ServiceCounter.All.Remove(slot));
    }

    private void Take(int slot, ServiceCounter? counter)
    {
        if (counter is null)
            return;
        counter.Take(out var read, out var written);
        graph.AddService(slot, read, written);
    }
}
