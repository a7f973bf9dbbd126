using System.Runtime.CompilerServices;

namespace ShadowGen.Execution.Tests.RealBuild;

/// <summary>One callee of each shape, in a project that the SDK's own compiler builds with the generator as an analyzer, all warnings being errors.</summary>
internal static class Sample
{
    public interface IStore
    {
        [Shadowed]
        public int Load(string key);

        [Shadowed]
        public int LoadTwice(string key) => Load(key) + Load(key);
    }

    internal struct Tally
    {
        private int _count;

        [Shadowed]
        public int Add(int x) => _count += x;

        [Shadowed]
        public readonly int Peek() => _count;

        public int Bump() => Step();

        [Shadowed]
        private int Step() => ++_count;
    }

    internal ref struct Reader(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> _rest = text;

        [Shadowed]
        public ReadOnlySpan<char> Take(int count)
        {
            var head = _rest[..count];
            _rest = _rest[count..];
            return head;
        }
    }

    internal class Ledger
    {
        private int _total;

        public int Total => _total;

        [Shadowed]
        [MethodImpl(MethodImplOptions.NoInlining)]
        internal virtual void Post(int amount) => _total += amount;

        [Shadowed]
        public async Task<int> LaterAsync(int x)
        {
            await Task.Yield();
            return x;
        }

        [Shadowed]
        public ValueTask<int> SoonAsync(int x) => new(x);

        [Shadowed]
        public ref int Slot() => ref _total;

        public string Secret(int x) => Hidden(x) + Hidden("s");

        [Shadowed]
        private string Hidden<T>(T x) => $"{typeof(T).Name}{x}";
    }

    internal sealed class AuditedLedger : Ledger, IStore
    {
        internal override void Post(int amount) => base.Post(amount + 1);

        public int Load(string key) => key.Length;
    }

    internal sealed class Cache<TKey>
        where TKey : notnull
    {
        private readonly Dictionary<TKey, int> _items = [];

        public int Use(TKey key)
        {
            Put(key, out var count);
            return count;
        }

        [Shadowed]
        private void Put(in TKey key, out int count)
        {
            _items[key] = 1;
            count = _items.Count;
        }
    }

    /// <summary>Its call makes the tables of this assembly known.</summary>
    [Shadowed]
    internal static void Touch()
    {
    }

    [Shadowed]
    internal static int Sum(params ReadOnlySpan<int> items)
    {
        var sum = 0;
        foreach (var item in items)
            sum += item;
        return sum;
    }

    [Shadowed]
    internal static T Same<T>(this T x, scoped Span<int> _)
        where T : allows ref struct => x;
}
