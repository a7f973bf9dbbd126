namespace ShadowGen.Counters;

/// <summary>What one generated file registered.</summary>
internal sealed unsafe class RegisteredSkeleton
{
    private readonly byte* _data;
    private readonly int _length;
    private readonly byte[]? _copy;
    private readonly WeakReference? _owner;
    private readonly Type? _strongOwner;

    public RegisteredSkeleton(Type owner, ReadOnlySpan<byte> skeleton, int firstSlot, int count)
    {
        FirstSlot = firstSlot;
        Count = count;
        OwnerName = owner.FullName ?? owner.Name;
        if (owner.Assembly.IsCollectible)
        {
            // The text is part of the assembly's image and goes with it; the type lives exactly as long as code of its context can run.
            _copy = skeleton.ToArray();
            _owner = new WeakReference(owner, trackResurrection: true);
        }
        else
        {
            _strongOwner = owner;
            _length = skeleton.Length;
            fixed (byte* data = skeleton)
                _data = data; // RVA data of an assembly that is never unloaded: it does not move
        }
    }

    /// <summary>The generated class; null once it is unloaded.</summary>
    public Type? Owner => (Type?)(_strongOwner ?? _owner?.Target);

    public int FirstSlot { get; }

    public int Count { get; }

    public string OwnerName { get; }

    /// <summary>UTF-8 text as described in docs/architecture.md.</summary>
    public ReadOnlySpan<byte> Text => _copy ?? new ReadOnlySpan<byte>(_data, _length);

    /// <summary>True once no code of the assembly can run any more.</summary>
    public bool IsUnloaded => _owner is { IsAlive: false };
}

/// <summary>Registrations on their way to the engine. Thread-safe.</summary>
internal static class SkeletonRegistry
{
    private static readonly Queue<RegisteredSkeleton> Pending = new();
    private static readonly List<RegisteredSkeleton> InUse = [];

    /// <summary>Registers a file's edges; never throws. Returns the first slot.</summary>
    public static int Register(Type owner, ReadOnlySpan<byte> skeleton, int edges)
    {
        try
        {
            lock (SlotTable.Sync)
            {
                var first = SlotTable.Take(edges);
                if (first > 0 && !ThreadRegistry.Reserve(SlotTable.End))
                {
                    SlotTable.Return(first, edges);
                    first = 0;
                }

                if (first == 0 && edges > 0)
                    Faults.SinkUsed(owner.FullName ?? owner.Name);
                else
                    Add(new RegisteredSkeleton(owner, skeleton, first, edges));
                return first;
            }
        }
        catch (Exception exception)
        {
            // The caller is a static initialiser of the host's: an exception would make its shims unusable.
            Faults.Caught(exception, "a generated file was registered");
            return 0;
        }
    }

    /// <summary>The skeleton that a slot was handed out to, or null. Call under <see cref="SlotTable.Sync"/>.</summary>
    public static RegisteredSkeleton? Holding(int slot) => InUse.Find(skeleton => (uint)(slot - skeleton.FirstSlot) < (uint)skeleton.Count);

    /// <summary>Forgets the skeleton of an unloaded assembly. Call under <see cref="SlotTable.Sync"/>.</summary>
    public static void Retire(RegisteredSkeleton skeleton) => InUse.Remove(skeleton);

    public static bool TryTake(out RegisteredSkeleton? skeleton)
    {
        lock (SlotTable.Sync)
            return Pending.TryDequeue(out skeleton);
    }

    private static void Add(RegisteredSkeleton skeleton)
    {
        Pending.Enqueue(skeleton);
        InUse.Add(skeleton);
    }
}
