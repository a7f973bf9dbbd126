using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ShadowGen.Allocation;

/// <summary>The processors that a thread may run on, as <c>sched_getaffinity(2)</c> tells them: up to 1,024. Linux only.</summary>
internal sealed unsafe partial class ProcessorMask
{
    private const int Words = 16;
    private const int BitsOfWord = 64;

    private readonly ulong[] _words;

    private ProcessorMask(ulong[] words) => _words = words;

    /// <summary>What the process could run on when it was looked at first.</summary>
    public static ProcessorMask AtStart { get; } = Allowed(0) ?? new(new ulong[Words]);

    public int Count => _words.Sum(BitOperations.PopCount);

    /// <summary>Of a thread, 0 for the calling one; null where the system does not tell.</summary>
    public static ProcessorMask? Allowed(int thread)
    {
        if (!OperatingSystem.IsLinux()) return null;
        var words = new ulong[Words];
        fixed (ulong* mask = words)
            return GetAffinity(thread, Words * sizeof(ulong), mask) == 0 ? new(words) : null;
    }

    /// <summary>The last so many of these processors.</summary>
    public ProcessorMask Last(int count)
    {
        var words = new ulong[Words];
        for (var bit = (Words * BitsOfWord) - 1; bit >= 0 && count > 0; bit--)
        {
            if ((_words[bit / BitsOfWord] >> (bit % BitsOfWord) & 1) == 0) continue;
            words[bit / BitsOfWord] |= 1UL << (bit % BitsOfWord);
            count--;
        }
        return new(words);
    }

    /// <summary>Sets it for a thread. False when the system does not take it: the thread has ended, say.</summary>
    public bool Set(int thread)
    {
        fixed (ulong* mask = _words)
            return SetAffinity(thread, Words * sizeof(ulong), mask) == 0;
    }

    /// <summary>Hexadecimal words, the lowest processors first, without the empty ones at the end.</summary>
    public override string ToString()
    {
        var last = Array.FindLastIndex(_words, w => w != 0);
        return string.Join('.', _words.Take(last + 1).Select(w => w.ToString("x", CultureInfo.InvariantCulture)));
    }

    /// <exception cref="FormatException">The text is no mask.</exception>
    public static ProcessorMask Parse(string text)
    {
        var parts = text.Split('.');
        if (parts.Length > Words) throw new FormatException($"'{text}' has more processors than there can be");
        var words = new ulong[Words];
        for (var i = 0; i < parts.Length; i++) words[i] = ulong.Parse(parts[i], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new(words);
    }

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nint size, ulong* mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nint size, ulong* mask);
}
