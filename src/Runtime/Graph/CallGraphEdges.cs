using System.Collections;

namespace ShadowGen;

/// <summary>Some of the edges of one <see cref="CallGraph"/>. Enumerating with <c>foreach</c> and indexing do not allocate; through an interface they do.</summary>
public readonly struct CallGraphEdges : IReadOnlyList<CallGraphEdge>
{
    private readonly CallGraph? _graph;
    private readonly int[]? _indices;
    private readonly int _start;

    internal CallGraphEdges(CallGraph graph, int[]? indices, int start, int count)
    {
        _graph = graph;
        _indices = indices;
        _start = start;
        Count = count;
    }

    /// <summary>How many.</summary>
    public int Count { get; }

    /// <summary>The one at a position.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is below 0, or <see cref="Count"/> or above.</exception>
    public CallGraphEdge this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            var position = _start + index;
            return new(_graph!, _indices is null ? position : _indices[position]);
        }
    }

    /// <summary>Enumerates without allocating.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<CallGraphEdge> IEnumerable<CallGraphEdge>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Walks the list.</summary>
    public struct Enumerator : IEnumerator<CallGraphEdge>
    {
        private readonly CallGraphEdges _list;
        private int _index;

        internal Enumerator(CallGraphEdges list)
        {
            _list = list;
            _index = -1;
        }

        /// <inheritdoc/>
        public readonly CallGraphEdge Current => _list[_index];

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
