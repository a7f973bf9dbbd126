using ShadowGen.Prediction.Benchmarks.Sequences;

namespace ShadowGen.Prediction.Benchmarks.Rivals;

/// <summary>
/// The contexts that rivals count in. Flat: order n is the last n calls of the sequence. Child: order 0 is the caller, order n the caller and its last n callees, with
/// a mark where there were fewer, so that the first callee of all has full contexts too. Child by history: order 0 is the caller and how many calls have returned
/// since the last one was made, order n adds the last n calls of the sequence, whoever made them.
/// </summary>
internal sealed class RivalContexts(SequenceTask task, bool byHistory, int longest)
{
    private const int Mark = 0xFFFFFF;

    private readonly Dictionary<(int Order, ulong Key), ContextCounts> _counts = [];
    private readonly ContextCounts?[] _found = new ContextCounts?[longest + 1];
    private readonly ulong[] _keys = new ulong[longest + 1];
    private readonly Stack<(int Operation, List<int> Callees)> _path = new();
    private readonly List<int> _calls = [];
    private int _returned;

    public bool HasCaller => _path.Count > 0;

    public void Begin()
    {
        _path.Clear();
        _calls.Clear();
        _returned = 0;
    }

    public void Enter(int operation)
    {
        _returned = 0;
        _calls.Add(operation);
        if (_path.TryPeek(out var caller)) caller.Callees.Add(operation);
        _path.Push((operation, []));
    }

    public void Exit()
    {
        if (_path.TryPop(out _)) _returned++;
    }

    /// <summary>Counts in the contexts of now, from order 0 up; null from the first that was never met.</summary>
    public ReadOnlySpan<ContextCounts?> Find()
    {
        var past = task == SequenceTask.Flat || byHistory ? _calls : _path.Peek().Callees;
        var key = task == SequenceTask.Flat ? 0ul : (ulong)_path.Peek().Operation + 1 + (byHistory ? (ulong)_returned << 32 : 0);
        for (var order = 0; order <= longest; order++)
        {
            if (order > 0)
            {
                var at = past.Count - order;
                key = ((key ^ (ulong)(at >= 0 ? past[at] + 1 : Mark)) * 0x9E3779B97F4A7C15ul) ^ (key >> 29);
            }
            _keys[order] = key;
            _found[order] = _counts.GetValueOrDefault((order, key));
        }
        return _found;
    }

    /// <summary>Counts an outcome in the contexts that were found last.</summary>
    public void Count(int outcome)
    {
        for (var order = 0; order <= longest; order++)
        {
            if (_found[order] is not { } counts) _counts[(order, _keys[order])] = counts = new();
            counts.Add(outcome);
        }
    }
}
