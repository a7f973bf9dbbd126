namespace ShadowGen.Hosting.Tests.Support;

[Shadowed]
public interface IStep
{
    public string Take();
}

/// <summary>Neither it nor its interface is disposable.</summary>
public sealed class PlainStep(Log log) : IStep
{
    private readonly int _number = log.Next();

    public string Take()
    {
        log.Add($"plain {_number}");
        return $"plain {_number}";
    }
}

public sealed class DisposableStep(Log log) : IStep, IDisposable
{
    private readonly int _number = log.Next();

    public string Take() => $"disposable {_number}";

    public void Dispose() => log.Add($"disposed {_number}");
}

public sealed class AsyncDisposableStep(Log log) : IStep, IAsyncDisposable
{
    private readonly int _number = log.Next();

    public string Take() => $"async {_number}";

    public ValueTask DisposeAsync()
    {
        log.Add($"disposed async {_number}");
        return default;
    }
}

public sealed class TwiceDisposableStep(Log log) : IStep, IDisposable, IAsyncDisposable
{
    private readonly int _number = log.Next();

    public string Take() => $"both {_number}";

    public void Dispose() => log.Add($"disposed {_number}");

    public ValueTask DisposeAsync()
    {
        log.Add($"disposed async {_number}");
        return default;
    }
}

[Shadowed]
public interface IConnection : IDisposable
{
    public string Send();
}

public sealed class Connection(Log log) : IConnection
{
    private readonly int _number = log.Next();

    public string Send() => $"sent {_number}";

    public void Dispose() => log.Add($"closed {_number}");
}

public sealed class Scope(Log log)
{
    public int Number { get; } = log.Next();
}

public sealed class ScopedStep(Scope scope) : IStep
{
    public string Take() => $"scope {scope.Number}";
}

/// <summary>A constructor that asks for what nobody registers.</summary>
public sealed class HungryStep(Uri missing) : IStep
{
    public string Take() => missing.ToString();
}

public sealed class Runner(IStep step)
{
    public string Run() => step.Take();
}

[Shadowed]
public interface IRepository<T>
{
    public string Find(T key);
}

public sealed class Repository<T>(Log log) : IRepository<T>, IDisposable
{
    private readonly int _number = log.Next();

    public string Find(T key) => $"{typeof(T).Name} {key} {_number}";

    public void Dispose() => log.Add($"disposed {typeof(T).Name} {_number}");
}

public sealed class OtherRepository<T> : IRepository<T>
{
    public string Find(T key) => $"other {key}";
}

public sealed class OrderRepository : IRepository<decimal>
{
    public string Find(decimal key) => "orders";
}
