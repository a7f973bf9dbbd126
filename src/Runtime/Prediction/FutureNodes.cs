using System.Runtime.CompilerServices;
using ShadowGen.Branches;

namespace ShadowGen;

/// <summary>A function that may be called from here.</summary>
/// <param name="Node">The function.</param>
/// <param name="Probability">The product of the edges' probabilities on the most probable way to it, 0 to 1.</param>
/// <param name="Depth">Calls from the current function to it: 1 for a callee.</param>
public readonly record struct FutureNode(CallGraphNode Node, double Probability, int Depth);

/// <summary>
/// Functions below one function, most probable first. Each function appears once, by its most probable way (Dijkstra over products), so that cycles end.
/// Enumerating does not allocate.
/// </summary>
public readonly struct FutureNodes
{
    /// <summary>The most that one enumeration yields.</summary>
    public const int MaximumCount = 64;

    private readonly CallGraphNode _from;
    private readonly int _maximum;
    private readonly BranchRow? _branch;

    /// <param name="from">Where it starts.</param>
    /// <param name="maximum">0 to <see cref="MaximumCount"/>.</param>
    /// <param name="branch">What that one call calls, where more is known of it than of the function.</param>
    internal FutureNodes(CallGraphNode from, int maximum, BranchRow? branch = null)
    {
        if (maximum is < 0 or > MaximumCount) throw new ArgumentOutOfRangeException(nameof(maximum), maximum, $"Ask for 0 to {MaximumCount} future functions.");
        _from = from;
        _maximum = maximum;
        _branch = branch;
    }

    /// <summary>Enumerates without allocating.</summary>
    public Enumerator GetEnumerator() => new(_from, _maximum, _branch);

    /// <summary>Walks the functions. A large structure (2 KB): let <c>foreach</c> hold it.</summary>
    public struct Enumerator
    {
        private readonly CallGraph _graph;
        private readonly int _maximum;
        private int _yielded;
        private int _known;
        private Entries _entries;
        private int _current;

        internal Enumerator(CallGraphNode from, int maximum, BranchRow? branch)
        {
            _graph = from.Graph;
            _maximum = from.IsEmpty ? 0 : maximum;
            _current = -1;
            if (_maximum == 0) return;
            if (branch is null) Reach(from, 1, 0);
            else Reach(from, branch);
        }

        /// <summary>The function that <see cref="MoveNext"/> came to.</summary>
        public readonly FutureNode Current => new(new(_graph, _entries[_current].Node), _entries[_current].Probability, _entries[_current].Depth);

        /// <summary>Goes to the next most probable function.</summary>
        public bool MoveNext()
        {
            if (_yielded == _maximum) return false;
            var best = -1;
            for (var i = 0; i < _known; i++)
            {
                if (!_entries[i].IsYielded && (best < 0 || _entries[i].Probability > _entries[best].Probability)) best = i;
            }
            if (best < 0) return false;
            ref var entry = ref _entries[best];
            entry.IsYielded = true;
            _yielded++;
            _current = best;
            if (_yielded < _maximum) Reach(new(_graph, entry.Node), entry.Probability, entry.Depth);
            return true;
        }

        private void Reach(CallGraphNode node, BranchRow branch)
        {
            foreach (var edge in node.Children) Offer(edge.Callee.Index, branch.ShareOf(edge.Callee.Index), 1);
        }

        private void Reach(CallGraphNode node, double probability, int depth)
        {
            foreach (var edge in node.Children) Offer(edge.Callee.Index, probability * edge.Probability, depth + 1);
        }

        // A function that was yielded had the highest probability there is for it: probabilities only shrink on the way.
        private void Offer(int node, double probability, int depth)
        {
            if (!(probability > 0)) return;
            var worst = -1;
            for (var i = 0; i < _known; i++)
            {
                ref var entry = ref _entries[i];
                if (entry.Node == node)
                {
                    if (!entry.IsYielded && probability > entry.Probability) (entry.Probability, entry.Depth) = (probability, depth);
                    return;
                }
                if (!entry.IsYielded && (worst < 0 || entry.Probability < _entries[worst].Probability)) worst = i;
            }
            if (_known < MaximumCount) _entries[_known++] = new() { Node = node, Probability = probability, Depth = depth };
            else if (worst >= 0 && probability > _entries[worst].Probability) _entries[worst] = new() { Node = node, Probability = probability, Depth = depth };
        }

        private struct Entry
        {
            public double Probability;
            public int Node;
            public int Depth;
            public bool IsYielded;
        }

        [InlineArray(MaximumCount)]
        private struct Entries
        {
            private Entry _first;
        }
    }
}
