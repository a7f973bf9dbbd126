using Microsoft.CodeAnalysis.CSharp;
using ShadowGen.Execution.Tests.Harness;

namespace ShadowGen.Execution.Tests;

/// <summary>What samples of real calls say of their arguments.</summary>
[Collection(nameof(Services))]
public class ArgumentTests
{
    public static TheoryData<LanguageVersion> Languages => [LanguageVersion.CSharp7_3, LanguageVersion.CSharp8, LanguageVersion.CSharp10, LanguageVersion.CSharp13, LanguageVersion.Preview];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Sizes_magnitudes_and_codes(LanguageVersion language) => Assert.Equal(
        [
            "Text(s:text.Length=3)", "Text(s:text.Length=0)",
            "Many(s:list.Count=2, s:items.Length=4, s:n=7, c:flag=1)", "Many(s:list.Count=0, s:items.Length=0, s:n=9223372036854775807, c:flag=0)",
            "Spans(s:span.Length=2, s:memory.Length=5, s:segment.Count=0, s:big=18)", "Spans(s:span.Length=0, s:memory.Length=0, s:segment.Count=0, s:big=9223372036854775807)",
            "Maybe(s:n=0, s:x=0, c:flag=0, c:day=0)", "Maybe(s:n=3, s:x=2, c:flag=1, c:day=4)",
            "Immutable(s:items.Length=2)", "Immutable(s:items.Length=0)",
            "Wide(c:wide=-1)",
            "Extend(s:text.Length=2, s:by=1)",
        ],
        Samples.Of(
            """
            using System;
            using System.Collections.Generic;
            using System.Collections.Immutable;
            public enum Wide : ulong { All = ulong.MaxValue }
            [ShadowGen.Shadowed] public static class Callees
            {
                public static void Text(string text) { }
                public static void Many(bool flag, long n, List<int> list, int[,] items) { }
                public static void Spans(ReadOnlySpan<char> span, ulong big, Memory<int> memory, ArraySegment<int> segment) { }
                public static void Maybe(int? n, bool? flag, DayOfWeek? day, double? x) { }
                public static void Immutable(ImmutableArray<int> items) { }
                public static void Wide(Wide wide) { }
                public static void Extend(this string text, short by) { }
            }
            public static class Program
            {
                public static string Run()
                {
                    Callees.Text("abc");
                    Callees.Text(null);
                    Callees.Many(true, -7, new List<int> { 1, 2 }, new int[2, 2]);
                    Callees.Many(false, long.MinValue, null, null);
                    Callees.Spans("ab".AsSpan(), 18, new int[5], default(ArraySegment<int>));
                    Callees.Spans(default(ReadOnlySpan<char>), ulong.MaxValue, default(Memory<int>), default(ArraySegment<int>));
                    Callees.Maybe(null, null, null, double.NaN);
                    Callees.Maybe(-3, true, DayOfWeek.Thursday, -2.5);
                    Callees.Immutable(ImmutableArray.Create(1, 2));
                    Callees.Immutable(default(ImmutableArray<int>));
                    Callees.Wide(Wide.All);
                    "ab".Extend(-1);
                    return "";
                }
            }
            """.Replace("null)", language >= LanguageVersion.CSharp8 ? "null!)" : "null)", StringComparison.Ordinal).Replace("null,", language >= LanguageVersion.CSharp8 ? "null!," : "null,", StringComparison.Ordinal), language));

    [Fact]
    public void They_are_read_before_the_call_and_are_those_of_the_call_itself() => Assert.Equal(
        ["Fill(s:list.Count=2)", "Fill(s:list.Count=1)", "Fill(s:list.Count=0)", "Later(s:list.Count=3)", "Numbers(s:n=2)"],
        Samples.Of(
            """
            using System.Collections.Generic;
            using System.Threading.Tasks;
            using ShadowGen;
            [Shadowed] public class Program
            {
                public void Fill(List<int> list) { list.Add(1); if (list.Count < 3) Fill(list); list.Clear(); }
                public async Task Later(List<int> list) { list.Clear(); await Task.CompletedTask; }
                public static IEnumerable<int> Numbers(int n) { for (var i = 0; i < n; i++) yield return i; }
                [Unshadowed] public static string Run()
                {
                    new Program().Fill([]);
                    new Program().Later([1, 2, 3]).Wait();
                    foreach (var _ in Numbers(2)) { }
                    return "";
                }
            }
            """));

    [Fact]
    public void Results_and_exceptions_are_those_of_the_plain_build() => Behaviour.Agrees(
        """
        [Shadowed] static class Callees
        {
            public static int First(string text) => text[0];
            public static int Sum(params int[] items) => items.Sum();
            public static T Same<T>(T x, List<T> list) => list.Count == 0 ? x : list[0];
        }
        static class Program
        {
            public static string Run()
            {
                var trace = $"{Callees.Sum()}{Callees.Sum(1, 2)}{Callees.Same(1, [2])}{Callees.Same("a", [])}";
                try { Callees.First(null!); } catch (NullReferenceException) { trace += "!"; }
                return trace;
            }
        }
        """,
        "032a!",
        ["Program.Run -> Callees.Sum = 2", "Program.Run -> Callees.Same``1 = 2", "Program.Run -> Callees.First = 1"]);
}
