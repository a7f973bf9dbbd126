using ShadowGen.Graph;
using ShadowGen.Model;

namespace ShadowGen.Tests.Model.Matching;

/// <summary>Programs made up of random code and calls, and what people do to them.</summary>
internal static class MatchPrograms
{
    public const string Assembly = "Shop";

    /// <summary>A method by its documentation id; neighbours by theirs.</summary>
    public static MatchMethod Method(string documentationId, MethodFingerprint? print = null, string[]? callers = null, string[]? callees = null) =>
        new(Id(documentationId), Assembly, documentationId, print, [.. (callers ?? []).Select(Id)], [.. (callees ?? []).Select(Id)]);

    public static ulong Id(string documentationId) => FunctionId.Create(Assembly, documentationId).Value;

    /// <summary>Unlike the code of any other number.</summary>
    public static MethodFingerprint Code(int number, int tokens = 60)
    {
        var random = new Random(number);
        return new((ulong)random.NextInt64(long.MinValue, long.MaxValue), (ulong)random.NextInt64(long.MinValue, long.MaxValue), tokens);
    }

    /// <summary>So many of the 32 hashes are others.</summary>
    public static MethodFingerprint Edited(MethodFingerprint print, int hashes)
    {
        for (var hash = 0; hash < hashes; hash++) print = hash % 2 == 0 ? print with { High = print.High ^ (5UL << (2 * hash)) } : print with { Low = print.Low ^ (5UL << (2 * (hash - 1))) };
        return print;
    }

    /// <summary>Twenty methods to a type; each is called by up to three of those before it.</summary>
    public static List<MatchMethod> Random(int count, int seed, Func<int, string> nameOf)
    {
        var random = new Random(seed);
        var calls = (from callee in Enumerable.Range(1, Math.Max(0, count - 1)) from _ in Enumerable.Range(0, random.Next(4)) select (Caller: random.Next(callee), Callee: callee)).Distinct().ToList();
        var callers = calls.ToLookup(call => call.Callee, call => Id(nameOf(call.Caller)));
        var callees = calls.ToLookup(call => call.Caller, call => Id(nameOf(call.Callee)));
        return [.. Enumerable.Range(0, count).Select(i => new MatchMethod(Id(nameOf(i)), Assembly, nameOf(i), random.Next(10) == 0 ? null : Code((seed * 100_000) + i, 10 + random.Next(200)), [.. callers[i]], [.. callees[i]]))];
    }

    public static string Name(int i) => $"M:Shop.T{i / 20}.F{i}(System.Int32)";

    public static string OtherName(int i) => $"M:Store.U{i / 20}.G{i}(System.Int32)";
}
