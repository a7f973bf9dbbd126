using System.Collections;
using ShadowGen.Prediction;

namespace ShadowGen;

/// <summary>The roots of a <see cref="DemandForecast"/>. Enumerating with <c>foreach</c> and indexing do not allocate; through an interface they do.</summary>
public readonly struct RootDemands : IReadOnlyList<RootDemand>
{
    private readonly ShadowSnapshot? _snapshot;
    private readonly double _seconds;
    private readonly (int Left, float Share) _place;

    internal RootDemands(ShadowSnapshot snapshot, double horizonSeconds)
    {
        _snapshot = snapshot;
        _seconds = horizonSeconds;
        _place = snapshot.Arrivals.Find(horizonSeconds);
    }

    /// <summary>How many.</summary>
    public int Count => _snapshot?.Arrivals.Roots ?? 0;

    /// <summary>The one at a position.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is below 0, or <see cref="Count"/> or above.</exception>
    public RootDemand this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            var node = new CallGraphNode(_snapshot!.Graph, _snapshot.Arrivals.NodeOf(index));
            var calls = CallsOf(index);
            var needs = _snapshot.Needs.Read(node.Index);
            return new(node, calls, new(
                node,
                DemandSum.Use(calls, needs.CpuTime, _seconds),
                DemandSum.Use(calls, needs.ElapsedTime, _seconds),
                DemandSum.Use(calls, needs.AllocatedBytes, _seconds),
                DemandSum.Use(calls, needs.NetworkBytes, _seconds)));
        }
    }

    /// <summary>Enumerates without allocating.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<RootDemand> IEnumerable<RootDemand>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal ResourceForecast CallsOf(int root)
    {
        var (mean, low, high) = _snapshot!.Arrivals.Read(root, _place);
        return DemandSum.OfRate(mean, low, high);
    }

    /// <summary>Walks the list.</summary>
    public struct Enumerator : IEnumerator<RootDemand>
    {
        private readonly RootDemands _list;
        private int _index;

        internal Enumerator(RootDemands list)
        {
            _list = list;
            _index = -1;
        }

        /// <inheritdoc/>
        public readonly RootDemand Current => _list[_index];

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext() => ++_index < _list.Count;

        /// <inheritdoc/>
        public void Reset() => _index = -1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
