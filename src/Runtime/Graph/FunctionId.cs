using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ShadowGen;

/// <summary>Identifies a function across builds and processes: the first 8 bytes, read big-endian, of SHA-256 over the UTF-8 of <c>assembly|documentation id</c>.</summary>
/// <param name="Value">The 64 bits.</param>
public readonly record struct FunctionId(ulong Value) : IComparable<FunctionId>
{
    /// <summary>Computes the id of a function.</summary>
    /// <param name="assembly">The simple name of the declaring assembly.</param>
    /// <param name="documentationId">The documentation-comment id, for example <c>M:Shop.Orders.Price(System.Int32)</c>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static FunctionId Create(string assembly, string documentationId)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentNullException.ThrowIfNull(documentationId);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{assembly}|{documentationId}"), hash);
        return new(BinaryPrimitives.ReadUInt64BigEndian(hash));
    }

    /// <summary>Reads the form that <see cref="ToString"/> writes: 16 hex digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out FunctionId id)
    {
        var ok = ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && text.Length == 16;
        id = new(ok ? value : 0);
        return ok;
    }

    /// <inheritdoc/>
    public int CompareTo(FunctionId other) => Value.CompareTo(other.Value);

    /// <summary>16 lower-case hex digits.</summary>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Orders by value.</summary>
    public static bool operator <(FunctionId left, FunctionId right) => left.Value < right.Value;

    /// <summary>Orders by value.</summary>
    public static bool operator >(FunctionId left, FunctionId right) => left.Value > right.Value;

    /// <summary>Orders by value.</summary>
    public static bool operator <=(FunctionId left, FunctionId right) => left.Value <= right.Value;

    /// <summary>Orders by value.</summary>
    public static bool operator >=(FunctionId left, FunctionId right) => left.Value >= right.Value;
}
