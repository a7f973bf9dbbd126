namespace ShadowGen.Hosting.Tests.Support;

/// <summary>What happened, in order. Thread-safe.</summary>
public sealed class Log
{
    private readonly List<string> _lines = [];
    private readonly Lock _sync = new();
    private int _made;

    public int Next() => Interlocked.Increment(ref _made);

    public void Add(string line)
    {
        lock (_sync)
            _lines.Add(line);
    }

    public string Text
    {
        get
        {
            lock (_sync)
                return string.Join(", ", _lines);
        }
    }
}
