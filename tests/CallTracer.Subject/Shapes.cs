namespace ShadowGen.CallTracer.Subject;

/// <summary>Callers of every kind that the compiler rewrites.</summary>
internal static class Shapes
{
    public static int Overloads()
    {
        var list = new List<int> { 1, 2, 3 };
        return list.Sum(x => Twice(x)) + Twice("four").Length;
    }

    public static int Generic() => Box<int>.Keep(5) + Same("six").Length + Same(7);

    public static int Structs()
    {
        var counter = new Counter();
        for (var i = 0; i < 10; i++)
            counter.Add(1);
        IAdder boxed = counter;
        boxed.Add(1);
        return AddTo(ref counter) + counter.Value;
    }

    // Each arm jumps to the same call.
    public static int Branches(int n)
    {
        var sum = 0;
        for (var i = 0; i < n; i++)
            sum += Pick(i % 2 == 0 ? i : i > 100 ? 1 : 2, i);
        return sum;
    }

    public static int Virtual()
    {
        Animal[] animals = [new Animal(), new Dog(), new Dog()];
        return animals.Sum(a => a.Legs()) + new Dog().Legs() + new Dog().ToString().Length;
    }

    public static int Bases()
    {
        Animal cat = new Cat();
        Visitor<KeyValuePair<string, int>> visitor = new Named();
        KeyValuePair<string, int>[] found = [new("a", 1), new("b", 2)];
        return cat.Legs() + new Cat().Legs() + visitor.Visit("x", found).Value + new Named().Visit("y", found).Value;
    }

    public static async Task<int> Async()
    {
        var sum = 0;
        for (var i = 0; i < 3; i++)
        {
            await Task.Yield();
            sum += await Step(i).ConfigureAwait(false);
        }

        return sum;
    }

    public static int Threads()
    {
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 10_000; i++)
                Shared(i);
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        return 0;
    }

    public static int Faults()
    {
        var caught = 0;
        for (var i = 0; i < 5; i++)
        {
            try
            {
                Throw(i);
            }
            catch (InvalidOperationException) when (Filter())
            {
                caught++;
            }
            finally
            {
                Cleanup();
            }
        }

        return caught;
    }

    public static IEnumerable<int> Iterate()
    {
        for (var i = 0; i < 6; i++)
            yield return Twice(i);
    }

    public static int Local(int n)
    {
        return Down(n);

        int Down(int left) => left == 0 ? 0 : Twice(left) + Down(left - 1);
    }

    private static int AddTo<T>(ref T adder)
        where T : struct, IAdder
    {
        adder.Add(2);
        return 0;
    }

    private static int Twice(int x) => x + x;

    private static string Twice(string x) => x + x;

    private static T Same<T>(T value) => value;

    private static int Pick(int a, int b) => a + b;

    private static async Task<int> Step(int i)
    {
        await Task.Yield();
        return Twice(i);
    }

    private static void Shared(int i) => _ = i;

    private static void Throw(int i)
    {
        if (i % 2 == 0)
            throw new InvalidOperationException();
    }

    private static bool Filter() => true;

    private static void Cleanup()
    {
    }
}
