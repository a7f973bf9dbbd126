namespace ShadowGen.Fuzzer;

/// <summary>A body that runs. While it is suspended, in an <c>await</c> or after a <c>yield</c>, whoever runs instead is current.</summary>
public sealed class Frame : IDisposable
{
    private readonly string _member;
    private string _previous = "";
    private bool _isRunning;

    internal Frame(string member, bool go)
    {
        _member = member;
        Go = go;
        Resume();
    }

    /// <summary>Whether the body has fuel; without, it returns at once.</summary>
    public bool Go { get; }

    /// <summary>The item of a <c>yield return</c>, after which <see cref="Resume"/> comes.</summary>
    public T Leave<T>(T item)
    {
        Suspend();
        return item;
    }

    public void Resume()
    {
        _previous = Witness.Current;
        Witness.Current = _member;
        Witness.Depth++;
        _isRunning = true;
    }

    public Waiting<int> Pause() => new(this, Pump.NextTurn<int>());

    public Waiting<T> Wait<T>(Task<T> task) => new(this, task);

    public Waiting<T> Wait<T>(ValueTask<T> task) => new(this, task.AsTask());

    public Waiting<int> Wait(Task task) => new(this, task);

    public Waiting<int> Wait(ValueTask task) => new(this, task.AsTask());

    public void Dispose() => Suspend();

    internal void Suspend()
    {
        if (!_isRunning)
            return;
        _isRunning = false;
        Witness.Current = _previous;
        Witness.Depth--;
    }
}
