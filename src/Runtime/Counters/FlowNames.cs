using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ShadowGen.Counters;

/// <summary>The slot of each named flow: an edge from outside to the flow, registered when the name is first used. Thread-safe.</summary>
internal static class FlowNames
{
    /// <summary>Names that a process can have: they come from the program's text, so that more of them are a mistake, which must not grow the graph for ever.</summary>
    public const int Most = 1024;

    /// <summary>What all further names share.</summary>
    public const string Other = "(other flows)";

    private static readonly ConcurrentDictionary<string, int> Slots = new(StringComparer.Ordinal);
    private static readonly List<byte[]> Skeletons = [];

    /// <summary>The slot of a name; the same for the same name.</summary>
    /// <param name="name">Any text.</param>
    /// <param name="owner">Tells the registry whose slots these are.</param>
    public static int SlotOf(string name, Type owner) => Slots.TryGetValue(name, out var slot) ? slot : Add(name, owner);

    private static int Add(string name, Type owner)
    {
        lock (Skeletons)
        {
            if (Slots.TryGetValue(name, out var slot))
                return slot;
            if (Skeletons.Count >= Most && name != Other)
                return SlotOf(Other, owner);
            slot = SkeletonRegistry.Register(owner, Kept(Text(name)), 1);
            Slots[name] = slot;
            return slot;
        }
    }

    private static string Text(string name)
    {
        var line = name.ReplaceLineEndings(" ");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"|flow:{line}"), hash);
        var id = Convert.ToHexStringLower(hash[..8]);
        return string.Create(CultureInfo.InvariantCulture, $"shadowgen-skeleton 1\nmethod {id} 0 f flow:{line}\nedge 0 {0:x16} {id} 0 0:0\n");
    }

    /// <summary>As an assembly's data, it neither moves nor goes.</summary>
    private static byte[] Kept(string text)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(Encoding.UTF8.GetByteCount(text), pinned: true);
        Encoding.UTF8.GetBytes(text, bytes);
        Skeletons.Add(bytes);
        return bytes;
    }
}
