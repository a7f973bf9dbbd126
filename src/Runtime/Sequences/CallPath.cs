using System.Runtime.CompilerServices;

namespace ShadowGen.Sequences;

/// <summary>The calls of one flow that have not returned, root first, and the last calls that it made. Not thread-safe.</summary>
internal sealed class CallPath
{
    /// <summary>Calls that contexts and matches can look back on.</summary>
    public const int RecentCalls = 64;

    public const int DefaultCapacity = 1024;

    private readonly PathFrame[] _frames;

    /// <summary>A ring, twice in a row: wherever it stands, its calls can be read in one piece.</summary>
    private readonly uint[] _recent = new uint[2 * RecentCalls];
    private int _made;
    private int _beyond;

    /// <param name="capacity">Calls that it keeps: deeper ones are counted, and share the frame at this depth.</param>
    public CallPath(int capacity = DefaultCapacity)
    {
        _frames = new PathFrame[capacity + 1];
        Array.Fill(_recent, RecordedCall.Nothing);
        Begin();
    }

    /// <summary>Calls on the path; 0: a root comes next.</summary>
    public int Depth { get; private set; }

    /// <summary>Calls that have returned since the last one was made.</summary>
    public int Pops { get; private set; }

    public long Bytes => (_frames.Length * (long)Unsafe.SizeOf<PathFrame>()) + (_recent.Length * sizeof(uint));

    /// <summary>The call that would be the caller of the next one.</summary>
    public ref PathFrame Top => ref _frames[Depth];

    /// <summary>The frame that many calls above the top; the bottom one when there are fewer.</summary>
    public ref PathFrame Above(int calls) => ref _frames[Math.Max(0, Depth - calls)];

    /// <summary>The call made <paramref name="back"/> calls ago (1: the last one), as <see cref="RecordedCall"/> packs it.</summary>
    public uint Recent(int back) => _recent[(_made - back) & (RecentCalls - 1)];

    /// <summary>The last <see cref="RecentCalls"/> calls, the latest last; valid until the next one.</summary>
    public ReadOnlySpan<uint> Recents => _recent.AsSpan(_made & (RecentCalls - 1), RecentCalls);

    /// <summary>A new flow: nothing is on the path, and a mark parts its calls from those before.</summary>
    public void Begin()
    {
        Depth = 0;
        Pops = 0;
        _beyond = 0;
        Append(RecordedCall.Nothing);
        _frames[0] = PathFrame.Of(PathFrame.None, 0x1234567);
    }

    public void Enter(int operation)
    {
        Append(RecordedCall.Pack(operation, Pops));
        Pops = 0;
        ref var caller = ref Top;
        caller.Calls(operation);
        if (Depth == _frames.Length - 1)
        {
            _beyond++;
            return;
        }
        _frames[Depth + 1] = PathFrame.Of(operation, Hashing.Mix(caller.Path, operation + 7));
        Depth++;
    }

    /// <summary>A call is under way whose begin was not seen, nor what it has called so far.</summary>
    public void EnterMidway(int operation)
    {
        if (Depth == _frames.Length - 1) return;
        _frames[Depth + 1] = PathFrame.Midway(operation, Hashing.Mix(Top.Path, operation + 7));
        Depth++;
    }

    /// <summary>The top call returns. At depth 0 there is none, and nothing happens.</summary>
    public void Exit()
    {
        if (Depth == 0) return;
        Pops++;
        if (_beyond > 0)
        {
            _beyond--;
            return;
        }
        ref var callee = ref Top;
        var subtree = Hashing.Mix(Hashing.Mix(callee.Subtree, 0xE817), callee.Operation);
        Depth--;
        Top.Returned(subtree);
    }

    /// <summary>As <see cref="Exit"/>, so that <see cref="Undo"/> can take it back as long as nothing else happens to the path.</summary>
    public PathUndo TryOut()
    {
        var undo = new PathUndo(Depth, Pops, _beyond, Above(1));
        Exit();
        return undo;
    }

    public void Undo(in PathUndo undo)
    {
        (Depth, Pops, _beyond) = (undo.Depth, undo.Pops, undo.Beyond);
        Above(1) = undo.Caller;
    }

    private void Append(uint call)
    {
        var at = _made++ & (RecentCalls - 1);
        _recent[at] = call;
        _recent[at + RecentCalls] = call;
    }
}

/// <summary>What a return has changed of a path.</summary>
internal readonly record struct PathUndo(int Depth, int Pops, int Beyond, PathFrame Caller);
