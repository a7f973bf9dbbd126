using ShadowGen.Execution.Tests.Harness;

namespace ShadowGen.Execution.Tests;

/// <summary>Iterators: an edge's first call is measured, so that what stands in for its result is what these programs enumerate.</summary>
public class IteratorTests
{
    [Fact]
    public void Steps_order_disposal_and_exceptions_are_as_before() => Behaviour.Agrees(
        """
        [Shadowed] class Source<T>
        {
            public static readonly List<string> Log = [];
            public IEnumerable<T> All(params T[] items) { Log.Add("begin"); try { foreach (var item in items) { Log.Add("give"); yield return item; } } finally { Log.Add("finally"); } }
            public IEnumerator<T> Walk(T item) { try { yield return item; } finally { Log.Add("walked"); } }
            public static IEnumerable<T> Fails(T first) { yield return first; throw new FormatException("third"); }
            private IEnumerable<(T Item, int Index)> Pairs(T item) { yield return (item, 0); }
            public T Use(T item) => Pairs(item).Single().Item;
            public IEnumerator<T> GetEnumerator() => Walk(default!);
        }
        static class Program
        {
            public static string Run()
            {
                var source = new Source<string>();
                var log = Source<string>.Log;
                foreach (var x in source.All("a", "b", "c")) { log.Add(x); if (x == "b") break; }
                var twice = source.All("d");
                log.Add("made");
                log.Add(string.Concat(twice) + string.Concat(twice));
                try { foreach (var x in Source<string>.Fails("e")) log.Add(x); } catch (FormatException e) { log.Add(e.Message); }
                using (var walk = source.Walk("w")) { log.Add($"{walk.MoveNext()}{walk.Current}"); }
                var own = source.All("x");
                log.Add($"{own is IEnumerator<string>}{own is IDisposable}{own is System.Collections.IEnumerator}{((IEnumerator<string>)own).MoveNext()}");
                try { own.GetEnumerator().Reset(); } catch (NotSupportedException) { log.Add("no reset"); }
                log.Add(source.Use("u"));
                foreach (var x in source) log.Add("null" + x);
                return string.Join(",", log);
            }
        }
        """,
        "begin,give,a,give,b,finally,made,begin,give,finally,begin,give,finally,dd,e,third,Truew,walked,TrueTrueTrueFalse,no reset,u,null,walked",
        [
            "Program.Run -> Source`1.All = 3", "Program.Run -> Source`1.Fails = 1", "Program.Run -> Source`1.Walk = 1", "Program.Run -> Source`1.Use = 1", "Source`1.Use -> Source`1.Pairs = 1",
            "Source`1.GetEnumerator -> Source`1.Walk = 1",
        ]);

    [Fact]
    public void Async_streams_suspend_cancel_and_dispose_as_before() => Behaviour.Agrees(
        """
        using System.Runtime.CompilerServices;
        using System.Threading;
        [Shadowed] static class Source
        {
            public static readonly List<string> Log = [];
            public static async IAsyncEnumerable<int> Stream(int count, [EnumeratorCancellation] CancellationToken token = default)
            {
                Log.Add("begin");
                try { for (var i = 0; i < count; i++) { if (i % 2 == 1) await Task.Yield(); token.ThrowIfCancellationRequested(); yield return i; } }
                finally { await Task.Yield(); Log.Add("finally"); }
            }
            public static async IAsyncEnumerator<int> Walk() { yield return 1; await Task.Yield(); }
        }
        static class Program
        {
            private static async Task<string> All()
            {
                var log = Source.Log;
                await foreach (var x in Source.Stream(3).ConfigureAwait(false)) log.Add("" + x);
                await foreach (var x in Source.Stream(9)) { log.Add("" + x); if (x == 1) break; }
                using var cancel = new CancellationTokenSource();
                try { await foreach (var x in Source.Stream(9).WithCancellation(cancel.Token)) { log.Add("" + x); cancel.Cancel(); } } catch (OperationCanceledException e) { log.Add("" + (e.CancellationToken == cancel.Token)); }
                var twice = Source.Stream(1);
                for (var i = 0; i < 2; i++) await foreach (var x in twice) log.Add("" + x);
                await using var walk = Source.Walk();
                log.Add($"{await walk.MoveNextAsync()}{walk.Current}{await walk.MoveNextAsync()}");
                return string.Join(",", log);
            }
            public static string Run() => All().GetAwaiter().GetResult();
        }
        """,
        "begin,0,1,2,finally,begin,0,1,finally,begin,0,finally,True,begin,0,finally,begin,0,finally,True1False",
        ["Program.All -> Source.Stream = 4", "Program.All -> Source.Walk = 1"]);

    [Fact]
    public void What_an_override_returns_is_not_stood_in_for() => Behaviour.Agrees(
        """
        class Base { [Shadowed] public virtual IEnumerable<int> Items() { yield return 1; } }
        class Listed : Base { private readonly List<int> _items = [1, 2]; public override IEnumerable<int> Items() => _items; public bool IsSame(IEnumerable<int> items) => ReferenceEquals(items, _items); }
        static class Program { public static string Run() { var listed = new Listed(); Base first = listed, second = new Base(); return $"{listed.IsSame(first.Items())}{second.Items().Single()}"; } }
        """,
        "True1",
        ["Program.Run -> Base.Items = 2"]);
}
