using ShadowGen.Counters;
using ShadowGen.Graph;

namespace ShadowGen.Engine;

/// <summary>Takes what the network counters have gathered into the graph. Each byte is taken once.</summary>
internal sealed class NetworkReader(GraphModel graph)
{
    private long _attributedReceived;
    private long _attributedSent;

    /// <summary>Bytes received as of the last read, of nodes and of nobody.</summary>
    public long Received => _attributedReceived + NetworkMeter.UnattributedReceived;

    /// <summary>Bytes sent as of the last read, of nodes and of nobody.</summary>
    public long Sent => _attributedSent + NetworkMeter.UnattributedSent;

    public void Read()
    {
        if (!NetworkMeter.InUse)
            return;
        graph.MeasuresNetwork = true;
        var end = SlotTable.End;
        for (var slot = SlotTable.SinkSlots; slot < end;)
        {
            if (!NetworkCounters.All.HasChunk(slot, out var next))
            {
                slot = next;
                continue;
            }

            for (next = Math.Min(next, end); slot < next; slot++)
            {
                if (NetworkCounters.All.Existing(slot) is not { } counter)
                    continue;
                counter.Take(out var received, out var sent);
                Add(slot, received, sent);
            }
        }
    }

    /// <summary>Takes the last bytes of slots that are about to be handed out again. Call before the graph forgets them.</summary>
    public void Retire(int first, int count)
    {
        for (var slot = first; slot < first + count; slot++)
        {
            if (NetworkCounters.All.Remove(slot) is not { } counter)
                continue;
            counter.Retire(out var received, out var sent);
            Add(slot, received, sent);
        }
    }

    private void Add(int slot, long received, long sent)
    {
        if (received == 0 && sent == 0)
            return;
        _attributedReceived += received;
        _attributedSent += sent;
        graph.AddNetwork(slot, received, sent);
    }
}
