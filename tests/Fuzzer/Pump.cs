using System.Runtime.CompilerServices;

namespace ShadowGen.Fuzzer;

/// <summary>Runs continuations on the one thread that there is, in an order that is the same in every run.</summary>
internal static class Pump
{
    private static readonly List<(Task Task, Action Continuation)> Queue = [];
    private static readonly List<Action> Turns = [];

    public static void Clear()
    {
        Queue.Clear();
        Turns.Clear();
    }

    /// <summary>Completes when nothing else is ready.</summary>
    public static Task<T> NextTurn<T>()
    {
        var turn = new TaskCompletionSource<T>();
        Turns.Add(() => turn.SetResult(default!));
        return turn.Task;
    }

    public static void Add(Task task, Action continuation) => Queue.Add((task, continuation));

    public static void RunUntil(Task task)
    {
        while (!task.IsCompleted)
        {
            var ready = Queue.FindIndex(static item => item.Task.IsCompleted);
            if (ready >= 0)
            {
                var continuation = Queue[ready].Continuation;
                Queue.RemoveAt(ready);
                continuation();
            }
            else if (Turns.Count > 0)
            {
                var turn = Turns[0];
                Turns.RemoveAt(0);
                turn();
            }
            else
            {
                throw new InvalidOperationException("The program waits for a task that nothing completes.");
            }
        }
    }
}

/// <summary>The awaiter of a <see cref="Frame"/>: keeps <see cref="Witness.Current"/> right on both sides of a suspension.</summary>
public readonly struct Waiting<T> : INotifyCompletion
{
    private readonly Frame _frame;
    private readonly Task _task;

    internal Waiting(Frame frame, Task task)
    {
        _frame = frame;
        _task = task;
    }

    public bool IsCompleted => _task.IsCompleted;

    public Waiting<T> GetAwaiter() => this;

    public T GetResult()
    {
        if (_task is Task<T> task)
            return task.GetAwaiter().GetResult();
        _task.GetAwaiter().GetResult();
        return default!;
    }

    public void OnCompleted(Action continuation)
    {
        var frame = _frame;
        frame.Suspend();
        Pump.Add(_task, () =>
        {
            frame.Resume();
            continuation();
        });
    }
}
