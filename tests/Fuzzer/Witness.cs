using System.Globalization;

namespace ShadowGen.Fuzzer;

/// <summary>
/// What a generated program says about itself while it runs: each event in order, and how often each member was entered from which.
/// One program at a time, on one thread; <see cref="Begin"/> starts over.
/// </summary>
public static class Witness
{
    // Enough for every shape of a program to be reached, and an end to recursion, which random programs have plenty of.
    private const int FuelOfAProgram = 200;
    private const int DeepestCall = 24;

    private static readonly List<string> Events = [];
    private static readonly Dictionary<(string Caller, string Callee), long> Calls = [];
    private static int _fuel;
    private static readonly Dictionary<Type, object> Instances = [];
    private static int _toggle;
    private static bool _isQuiet;

    /// <summary>The member whose code runs, or "" outside.</summary>
    public static string Current { get; internal set; } = "";

    internal static int Depth { get; set; }

    /// <summary>A cell for callees that return by reference.</summary>
    public static int[] Cells { get; private set; } = new int[4];

    internal static void Begin()
    {
        Events.Clear();
        Calls.Clear();
        Instances.Clear();
        Pump.Clear();
        Current = "";
        Depth = 0;
        _fuel = FuelOfAProgram;
        _toggle = 0;
        _isQuiet = false;
        Cells = new int[4];
    }

    internal static IReadOnlyList<string> Transcript() => [.. Events];

    internal static Dictionary<(string Caller, string Callee), long> Entries() => new(Calls);

    /// <summary>First thing in a body: counts the entry to the member that runs.</summary>
    public static Frame Enter(string member, string arguments)
    {
        Count(Current, member);
        return Open(member, arguments);
    }

    /// <summary>As <see cref="Enter"/>, for a body that runs later than its call: the call counts itself, by <see cref="Called"/>.</summary>
    public static Frame Open(string member, string arguments)
    {
        Say($"> {member}({arguments})");
        return new Frame(member, HasFuel());
    }

    /// <summary>The last argument of a call whose callee cannot count itself.</summary>
    public static T Called<T>(string callee, T value)
    {
        Count(Current, callee);
        return value;
    }

    /// <summary>Keeps an instance for <see cref="Any"/>.</summary>
    public static int Stock<T>(T instance)
        where T : notnull
    {
        Instances[typeof(T)] = instance;
        return 0;
    }

    /// <summary>
    /// A value where a body has nothing better: an instance, if there is one. A call on null is counted before it throws, and nothing is entered:
    /// the fuzzer's two counts would differ, so programs hold no null receivers.
    /// </summary>
    public static T Any<T>() => Instances.TryGetValue(typeof(T), out var instance) ? (T)instance : default!;

    /// <summary>An argument with a visible moment of evaluation.</summary>
    public static T V<T>(T value)
    {
        Say(S(value));
        return value;
    }

    /// <summary>A branch that goes both ways, the same in every run.</summary>
    public static bool B() => (++_toggle & 2) == 0;

    /// <summary>Runs code that stands outside of a body, such as an initialiser, for the member that it counts to.</summary>
    public static int As(string member, Func<int> code)
    {
        ArgumentNullException.ThrowIfNull(code);
        using var frame = new Frame(member, !_isQuiet && HasFuel());
        return frame.Go ? code() : 0;
    }

    /// <summary>While the program's global instances are made, their initialisers make no calls: those would meet globals that are not there yet.</summary>
    public static int Hush(bool isQuiet)
    {
        _isQuiet = isQuiet;
        return 0;
    }

    public static string S<T>(T value) => value switch
    {
        null => "null",
        int[] items => "[" + string.Join(',', items) + "]",
        Delegate => "delegate",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>Says what a lazy sequence gives, at most some items of it.</summary>
    public static int Drain(IEnumerable<int> items, int most)
    {
        ArgumentNullException.ThrowIfNull(items);
        var sum = 0;
        foreach (var item in items)
        {
            sum += V(item);
            if (--most <= 0)
                break;
        }

        return sum;
    }

    public static int Drain(IAsyncEnumerable<int> items, int most)
    {
        ArgumentNullException.ThrowIfNull(items);
        var sum = 0;
        var enumerator = items.GetAsyncEnumerator();
        while (Get(enumerator.MoveNextAsync()))
        {
            sum += V(enumerator.Current);
            if (--most <= 0)
                break;
        }

        Get(enumerator.DisposeAsync().AsTask());
        return sum;
    }

    public static T Get<T>(ValueTask<T> task) => Get(task.AsTask());

    public static T Get<T>(Task<T> task)
    {
        ArgumentNullException.ThrowIfNull(task);
        Pump.RunUntil(task);
        return task.GetAwaiter().GetResult();
    }

    public static int Get(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        Pump.RunUntil(task);
        task.GetAwaiter().GetResult();
        return 0;
    }

    public static int Get(ValueTask task) => Get(task.AsTask());

    /// <summary>What a handler was given.</summary>
    public static bool Caught(Exception fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        Say($"! {fault.GetType().Name} {fault.Message}");
        return true;
    }

    /// <summary>
    /// First thing in an exception filter: those run while the bodies that are being left, down to the one that threw, have not ended. And in a <c>finally</c>, which runs after the filters of others.
    /// </summary>
    public static bool Here(string member)
    {
        Current = member;
        return true;
    }

    public static void Say(string text) => Events.Add(text);

    private static bool HasFuel() => Depth < DeepestCall && --_fuel >= 0;

    private static void Count(string caller, string callee) => Calls[(caller, callee)] = Calls.GetValueOrDefault((caller, callee)) + 1;
}
