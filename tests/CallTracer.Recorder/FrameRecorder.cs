using System.Globalization;
using System.Text;

namespace ShadowGen.CallTracer;

/// <summary>
/// Counts who was on top of the stack when a method began, over the methods of woven assemblies: also where a virtual slot, a delegate or the framework lies
/// between. Writes the counts down at process exit. Thread-safe.
/// </summary>
public static class FrameRecorder
{
    /// <summary>Environment variable that names the folder for the records; without it nothing is written.</summary>
    public const string FolderVariable = "SHADOWGEN_FRAMES";

    /// <summary>The caller where no woven method is on the stack.</summary>
    public const int Outside = -1;

    private static readonly List<State> States = [];

    [ThreadStatic]
    private static State? current;

    static FrameRecorder()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder)
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Write(folder);
    }

    /// <summary>Woven in at the beginning of what is called by its name.</summary>
    /// <param name="member">The weaver's number for the member.</param>
    public static void Enter(int member)
    {
        var state = current ?? Begin();
        state.Count(member);
        state.Push(member);
    }

    /// <summary>Woven in at the beginning of code that belongs to a member, and is not called by its name: a lambda, a step of an iterator, an accessor.</summary>
    /// <param name="member">The weaver's number for the member.</param>
    public static void Resume(int member) => (current ?? Begin()).Push(member);

    /// <summary>Woven in at the end, however it is reached.</summary>
    public static void Leave() => current!.Pop();

    /// <summary>Writes <c>caller callee calls</c> (tab-separated) for each pair.</summary>
    public static void Write(string folder)
    {
        var sums = new Dictionary<long, long>();
        lock (States)
        {
            foreach (var state in States)
            {
                lock (state)
                {
                    foreach (var (pair, calls) in state.Calls)
                        sums[pair] = sums.GetValueOrDefault(pair) + calls;
                }
            }
        }

        var text = new StringBuilder();
        foreach (var (pair, calls) in sums.OrderBy(sum => sum.Key))
            text.Append(CultureInfo.InvariantCulture, $"{(int)(pair >> 32)}\t{(int)pair}\t{calls}\n");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, $"{Environment.ProcessId}-{Guid.NewGuid():N}.frames"), text.ToString());
    }

    private static State Begin()
    {
        var state = current = new State();
        lock (States)
            States.Add(state);
        return state;
    }

    private sealed class State
    {
        private int[] _stack = new int[256];
        private int _depth;

        public Dictionary<long, long> Calls { get; } = [];

        public void Count(int callee)
        {
            var caller = _depth == 0 ? Outside : _stack[_depth - 1];

            // Contended only while the process ends.
            lock (this)
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(Calls, ((long)caller << 32) | (uint)callee, out _)++;
        }

        public void Push(int member)
        {
            if (_depth == _stack.Length)
                Array.Resize(ref _stack, 2 * _depth);
            _stack[_depth++] = member;
        }

        public void Pop() => _depth--;
    }
}
