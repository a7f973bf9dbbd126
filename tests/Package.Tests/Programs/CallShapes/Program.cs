using System;
using System.Threading.Tasks;
using App;
using ShadowGen;

// Calls every shape the same number of times and prints, for the test to compare:
//   result <shape> <checksum of what the calls returned>
//   bytes  <shape> <allocated by the calls after warm-up>
//   calls  <method> <made> <counted>
await Driver.RunAsync();

[Shadowed]
static class Driver
{
    private const int WarmUp = 20_000;
    private const int Times = 10_000;

    private static readonly System.Collections.Generic.List<(string Method, long Made)> Made = [];

    // Async, so that the calls below happen inside of a flow, as those of a request do.
    public static async Task RunAsync()
    {
        All();
        await YieldAsync();
        Shadow.Flush();
        foreach (var (method, made) in Made)
        {
            Console.WriteLine($"calls {method} {made} {Shadow.CallGraph.Find(method).Calls}");
        }
    }

    private static void All()
    {
        var instance = new Classes();
        var structure = new Structs();
        Virtuals square = new Square();
        IInterfaces implementation = new Implementation();
        var words = new Boxes<string>();
        var numbers = new Boxes<int>();
        var privates = new Privates();

        Measure("static", i => Statics.Add(i, 1), "App.Statics.Add");
        Measure("class", i => instance.Add(i), "App.Classes.Add");
        Measure("struct", i => structure.Add(i & 1) + structure.Peek(i), "App.Structs.Add", "App.Structs.Peek");
        Measure("ref-struct", i => new RefStructs([i, 2]).Sum(), "App.RefStructs.Sum");
        Measure("virtual", i => square.Area(i & 7) + square.Corners(i), "App.Virtuals.Area", "App.Virtuals.Corners");
        Measure("interface", i => implementation.Get(i) + implementation.GetTwice(i), "App.IInterfaces.Get", "App.IInterfaces.GetTwice");
        Measure("extension", i => i.Twice(), "App.Extensions.Twice");
        Measure("extension-unreduced", i => Extensions.Twice(i) + 1);
        Measure("generic-value", i => Generics.Echo(i));
        Measure("generic-reference", i => Generics.Echo("word").Length);
        Measure("generic-type", i => numbers.Swap(i) + (words.Swap("word")?.Length ?? 0));
        Measure("task", i => Wait(Asyncs.RunAsync(i)), "App.Asyncs.RunAsync");
        Measure("task-of-T", i => Asyncs.SmallAsync(i).Result, "App.Asyncs.SmallAsync");
        Measure("valuetask", i => Wait(Asyncs.NothingAsync(i)), "App.Asyncs.NothingAsync");
        Measure("valuetask-of-T", i => Asyncs.CountAsync(i).Result, "App.Asyncs.CountAsync");
        Measure("ref", i => { References.Increment(ref i); return i; }, "App.References.Increment");
        Measure("in", i => References.Read(in i), "App.References.Read");
        Measure("out", i => References.Try(i, out var result) ? result : 1, "App.References.Try");
        Measure("span", i => References.Sum([i, i]), "App.References.Sum");
        Measure("ref-return", i => { Span<int> values = [i]; References.First(values)++; return values[0]; }, "App.References.First");
        Measure("private", i => privates.Outer(i), "App.Privates.Outer", "App.Privates.Inner", "App.Privates.Shared");
        Measure("private-type", i => PrivateTypes.Use(i), "App.PrivateTypes.Key.Get", "App.PrivateTypes.Cell.Add", "App.PrivateTypes.Read");

        Count("App.Extensions.Twice", WarmUp + Times);
        Count("App.Generics.Echo", 2 * (WarmUp + Times));
        Count("App.Boxes.Swap", 2 * (WarmUp + Times));
    }

    private static async Task YieldAsync()
    {
        long checksum = 0;
        for (var i = 0; i < 100; i++) checksum += await Asyncs.YieldAsync(i);
        Console.WriteLine($"result task-that-yields {checksum}");
        Count("App.Asyncs.YieldAsync", 100);
    }

    [Unshadowed]
    private static void Measure(string shape, Func<int, int> call, params string[] methods)
    {
        long checksum = 0;
        for (var i = 0; i < WarmUp; i++) checksum += call(i);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Times; i++) checksum += call(i);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        Console.WriteLine($"result {shape} {checksum}");
        Console.WriteLine($"bytes {shape} {bytes}");
        foreach (var method in methods) Count(method, WarmUp + Times);
    }

    [Unshadowed]
    private static void Count(string method, long made)
    {
        var known = Made.FindIndex(m => m.Method == method);
        if (known < 0) Made.Add((method, made));
        else Made[known] = (method, Made[known].Made + made);
    }

    private static int Wait(Task task) => task.IsCompletedSuccessfully ? 1 : 0;

    private static int Wait(ValueTask task) => task.IsCompletedSuccessfully ? 1 : 0;
}
