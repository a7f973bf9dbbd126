using System.Text;

namespace ShadowGen.Tool.Convert;

/// <summary>Writes protocol buffers: varints, strings, packed numbers and messages within messages, which is all that a profile has.</summary>
internal sealed class ProtoWriter
{
    private const int VarintType = 0, BytesType = 2;

    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    /// <summary>A zero is what a field is that is not written.</summary>
    public void Number(int field, long value)
    {
        if (value == 0) return;
        Varint((ulong)(field << 3 | VarintType));
        Varint((ulong)value);
    }

    public void Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public void Message(int field, Action<ProtoWriter> write)
    {
        var inner = new ProtoWriter();
        write(inner);
        Bytes(field, inner.ToArray());
    }

    public void Packed(int field, IEnumerable<long> values)
    {
        var inner = new ProtoWriter();
        foreach (var value in values) inner.Varint((ulong)value);
        Bytes(field, inner.ToArray());
    }

    private void Bytes(int field, byte[] bytes)
    {
        Varint((ulong)(field << 3 | BytesType));
        Varint((ulong)bytes.Length);
        _bytes.AddRange(bytes);
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) _bytes.Add((byte)(value | 0x80));
        _bytes.Add((byte)value);
    }
}
