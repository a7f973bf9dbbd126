using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ShadowGen.Hosting.Tests.Members;

public interface IBase<T>
{
    public T Value { get; set; }

    public string Name(T value);
}

public interface ILeft
{
    public string Same();

    public int Number { get; }
}

public interface IRight
{
    public string Same();

    public string Number { get; }
}

/// <summary>Each kind of member that an interface can have.</summary>
[Shadowed]
public interface IEverything : IBase<int>, IBase<string>, ILeft, IRight, IEnumerable<int>
{
    public delegate void Handler(string text);

    public event Handler Changed;

    public static string Constant => "static";

    public string this[int index, string text = "x"] { get; set; }

    public ref int Slot { get; }

    public int Once { get; init; }

#pragma warning disable CA1716 // a keyword as a name is the point
    public string @class { get; }
#pragma warning restore CA1716

    public int Sum(params int[] values);

    public int SumSpan(params ReadOnlySpan<int> values);

    public bool TryParse(string text, out int value, ref int count, in decimal weight);

    public ref readonly string Longest(ref readonly int least);

    public T Echo<T>(T value)
        where T : IComparable<T>;

    public T? Make<T>(T? seed)
        where T : class, new();

    public T? Half<T>(T? value)
        where T : struct;

    public int Size<T>(scoped T value)
        where T : allows ref struct;

    public Type Find<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] T>();

    public string ByDefault() => "default of " + Digits(1);

    public string Overridden() => "of the interface";

    public dynamic Late(dynamic value);

    public (int First, string Second) Pair((int First, string Second) pair);

    public Task ActAsync();

    public Task<string> AskAsync(string frame, int result);

    public ValueTask RestAsync();

    public ValueTask<int> CountAsync(int items);

    public IAsyncEnumerable<int> Stream(int length);

    public IEnumerable<int> Lazy(int length);

    public unsafe int Peek(int* place);

    public void Raise(string text);

    [Obsolete("for the test", error: false)]
    public string Old();

    internal string Internal();

    protected string ForHeirs() => "protected";

    private string Digits(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Writes down what it is called with.</summary>
public sealed class Everything(Support.Log log) : IEverything
{
    private readonly string[] _texts = ["a", "bb"];
    private int _slot = 7;
    private IEverything.Handler? _changed;

    public event IEverything.Handler Changed
    {
        add => _changed += value;
        remove => _changed -= value;
    }

    public ref int Slot => ref _slot;

    public int Once { get; init; } = 3;

    public string @class => "class";

    int IBase<int>.Value { get; set; } = 1;

    string IBase<string>.Value { get; set; } = "one";

    int ILeft.Number => 1;

    string IRight.Number => "right";

    public string this[int index, string text]
    {
        get => $"{index} {text}";
        set => log.Add($"set {index} {text} {value}");
    }

    public int Sum(params int[] values) => values.Sum();

    public int SumSpan(params ReadOnlySpan<int> values)
    {
        var sum = 0;
        foreach (var value in values)
            sum += value;
        return sum;
    }

    public bool TryParse(string text, out int value, ref int count, in decimal weight)
    {
        count++;
        value = text.Length + (int)weight;
        return true;
    }

    public ref readonly string Longest(ref readonly int least) => ref _texts[least];

    public T Echo<T>(T value)
        where T : IComparable<T> => value;

    public T? Make<T>(T? seed)
        where T : class, new() => seed ?? new T();

    public T? Half<T>(T? value)
        where T : struct => value;

    public int Size<T>(scoped T value)
        where T : allows ref struct => typeof(T) == typeof(Span<byte>) ? 1 : 2;

    public Type Find<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] T>() => typeof(T);

    public string Overridden() => "of the class";

    public dynamic Late(dynamic value) => value + 1;

    public (int First, string Second) Pair((int First, string Second) pair) => (pair.First + 1, pair.Second + "!");

    public async Task ActAsync()
    {
        await Task.Yield();
        log.Add("acted");
    }

    public Task<string> AskAsync(string frame, int result) => result < 0 ? throw new ArgumentOutOfRangeException(nameof(result)) : Task.FromResult(frame + result);

    public ValueTask RestAsync() => default;

    public async ValueTask<int> CountAsync(int items)
    {
        await Task.Yield();
        return items;
    }

    public async IAsyncEnumerable<int> Stream(int length)
    {
        log.Add("stream begins");
        for (var i = 0; i < length; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    public IEnumerable<int> Lazy(int length)
    {
        log.Add("lazy begins");
        for (var i = 0; i < length; i++)
            yield return i;
    }

    public unsafe int Peek(int* place) => *place;

    public void Raise(string text) => _changed?.Invoke(text);

    public string Old() => "old";

    string IEverything.Internal() => "internal";

    string ILeft.Same() => "left";

    string IRight.Same() => "right";

    string IBase<int>.Name(int value) => "int " + value;

    string IBase<string>.Name(string value) => "string " + value;

    public IEnumerator<int> GetEnumerator() => Lazy(2).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => "everything";
}
