using System.Runtime.CompilerServices;
using ShadowGen;
using ShadowGen.Aot.Smoke;

// Prints what its model knew and one line per method, "name calls", for the test to compare; a wrong result ends with exit code 1. A model is saved to the path that it is given.
const int Times = 1000;
Require(!RuntimeFeature.IsDynamicCodeSupported, "runs as native code");
if (args is [var model])
{
    Shadow.Configure(options => options.ShadowModelPath = model);
}

var shop = new CornerShop();
for (var i = 0; i < Times; i++)
{
    var number = i;
    Shop.Twice(ref number);
    Require(number == 2 * i, "Twice");
    Require(Shop.Add(i, 1) == i + 1, "Add");
    Require(Name(shop) == "corner", "Name");
    Require(Shop.Echo(i) == i, "Echo of a value");
    Require(Shop.Echo("x") == "x", "Echo of a reference");
    Require(await Shop.CountAsync(i) == i, "CountAsync");
    Require(await Shop.StockAsync(i) == i, "StockAsync");
}

Require(Shop.Sum([1, 2, 3]) == 6, "Sum");
Require(shop.Total(Times) == Times * (Times - 1) / 2, "Total");
Require(await Services.RunAsync(Times), "services behind decorators");

Shadow.Flush();
Console.WriteLine($"model: {Shadow.Statistics.ModelRuns} runs, {Shadow.Statistics.ModelMethodsKnown} methods known, matched: {Shadow.Statistics.ModelMatching ?? "none"}");
foreach (var method in new[] { "Add", "Name", "Echo", "CountAsync", "StockAsync", "Twice", "Sum", "Total", "Hidden" })
{
    Console.WriteLine($"{method} {Shadow.CallGraph.Find($"ShadowGen.Aot.Smoke.Shop.{method}").Calls}");
}

foreach (var name in new[] { "ShadowGen.Aot.Smoke.IStock.Count", "ShadowGen.Aot.Smoke.IStock.OrderAsync", "ShadowGen.Aot.Smoke.IShelf.Put", "job" })
{
    Console.WriteLine($"{name} {Shadow.CallGraph.Find(name).Calls}");
}

static string Name(Shop shop) => shop.Name();

static void Require(bool holds, string what)
{
    if (!holds)
    {
        Console.Error.WriteLine($"wrong: {what}");
        Environment.Exit(1);
    }
}
