using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ShadowGen.Laws;

/// <summary>
/// A running median for each key, nearly, in sets of four places: of four in use, the one least used gives way once others asked for it more often than it was used. One
/// resource in each lane. Not thread-safe; a copy that was published does not change.
/// </summary>
internal sealed class ArgumentMemory
{
    private const int Ways = 4;
    private const int MostCount = 16;

    private readonly Vector128<uint>[] _keys;
    private readonly Vector128<float>[] _values;
    private readonly Use[] _uses;
    private readonly int _shift;

    /// <param name="places">A power of two, 8 or more.</param>
    public ArgumentMemory(int places)
        : this(new Vector128<uint>[places / Ways], new Vector128<float>[places], new Use[places])
    {
    }

    private ArgumentMemory(Vector128<uint>[] keys, Vector128<float>[] values, Use[] uses) =>
        (_keys, _values, _uses, _shift) = (keys, values, uses, 32 - BitOperations.Log2((uint)keys.Length));

    public int Bytes => (_keys.Length * 16) + (_values.Length * 20);

    /// <summary>Keys that found no place.</summary>
    public int Refused { get; private set; }

    public int Places => _values.Length;

    /// <summary>The place of a key, or −1. A key is never 0, and its highest bits are as good as random.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(uint key)
    {
        var set = key >> _shift;
        var found = Vector128.Equals(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_keys), set), Vector128.Create(key)).ExtractMostSignificantBits();
        return found == 0 ? -1 : (int)(set * Ways) + BitOperations.TrailingZeroCount(found);
    }

    /// <summary>What a place holds; NaN in lanes where nothing was told.</summary>
    public Vector128<float> this[int place] => _values[place];

    /// <summary>Values that were told at a place, at most 16.</summary>
    public int CountAt(int place) => _uses[place].Count;

    /// <param name="key">Whose value.</param>
    /// <param name="value">What came.</param>
    /// <param name="isMeasured">Bits set in lanes where it was measured.</param>
    /// <param name="most">What is further off than this counts as if it were as far.</param>
    public void Learn(uint key, Vector128<float> value, Vector128<float> isMeasured, Vector128<float> most)
    {
        var place = Find(key);
        if (place < 0)
        {
            place = LeastUsed((int)(key >> _shift) * Ways);
            if (_uses[place].Asked-- > 0)
            {
                Refused++;
                return;
            }
            _keys[place / Ways] = _keys[place / Ways].WithElement(place % Ways, key);
            _values[place] = Vector128.ConditionalSelect(isMeasured, value, Lanes.Of(float.NaN));
            _uses[place] = new() { Asked = 1, Count = 1 };
            return;
        }
        ref var known = ref _values[place];
        ref var use = ref _uses[place];
        use.Count = (short)Math.Min(use.Count + 1, MostCount);
        use.Asked = (short)Math.Min(use.Asked + 1, MostCount);
        var isKnown = Vector128.Equals(known, known);
        var stepped = known + (Lanes.Clip(value - known, most) * (1f / use.Count));
        known = Vector128.ConditionalSelect(isMeasured, Vector128.ConditionalSelect(isKnown, stepped, value), known);
    }

    /// <summary>All values are so much more.</summary>
    public void Shift(Vector128<float> by)
    {
        foreach (ref var value in _values.AsSpan()) value += by;
    }

    /// <summary>One with twice as many places, that holds the same.</summary>
    public ArgumentMemory Doubled()
    {
        var doubled = new ArgumentMemory(2 * _values.Length);
        for (var i = 0; i < _values.Length; i++)
        {
            var key = _keys[i / Ways].GetElement(i % Ways);
            if (key == 0) continue;
            var place = doubled.FirstFree((int)(key >> doubled._shift) * Ways);
            doubled._keys[place / Ways] = doubled._keys[place / Ways].WithElement(place % Ways, key);
            (doubled._values[place], doubled._uses[place]) = (_values[i], _uses[i]);
        }
        return doubled;
    }

    /// <summary>A copy that holds what is made of each value and the number of values it is of.</summary>
    public ArgumentMemory Publish(Func<Vector128<float>, int, Vector128<float>> valueOf)
    {
        var values = new Vector128<float>[_values.Length];
        for (var i = 0; i < values.Length; i++) values[i] = valueOf(_values[i], _uses[i].Count);
        return new([.. _keys], values, []);
    }

    // What two sets were made of one has room in each.
    private int FirstFree(int first)
    {
        while (_keys[first / Ways].GetElement(first % Ways) != 0) first++;
        return first;
    }

    private int LeastUsed(int first)
    {
        var least = first;
        for (var i = first + 1; i < first + Ways; i++) least = _uses[i].Asked < _uses[least].Asked ? i : least;
        return least;
    }

    private struct Use
    {
        public short Asked;
        public short Count;
    }
}
