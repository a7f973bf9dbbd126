namespace ShadowGen.Sequences;

/// <summary>The last calls that were learned, in order, as <see cref="RecordedCall"/> packs them. Not thread-safe.</summary>
/// <param name="capacity">A power of two.</param>
internal sealed class CallHistory(int capacity)
{
    private readonly uint[] _calls = new uint[capacity];

    /// <summary>Calls that were ever appended; positions from here on are not filled yet. Starts anew after 2^31 calls; what matches then is checked call by call as ever.</summary>
    public int Length { get; private set; }

    public long Bytes => (long)_calls.Length * sizeof(uint);

    public uint this[int position] => _calls[position & (capacity - 1)];

    /// <summary>Whether a position, and those up to <paramref name="margin"/> before it, have not been overwritten.</summary>
    public bool Holds(int position, int margin) => Length - position < capacity - margin;

    public void Append(uint call)
    {
        if (Length == int.MaxValue) Length = capacity;
        _calls[Length++ & (capacity - 1)] = call;
    }
}
