using System;
using System.Threading;
using System.Threading.Tasks;

namespace ShadowGen.Behaviour.Old
{
    [Unshadowed]
    internal static class Asynchrony
    {
        private static readonly AsyncLocal<string> Ambient = new AsyncLocal<string>();

        public static void Run()
        {
            Tally.Say("task", Later.Add(1, 2).Result);
            Tally.Say("value task", Later.Quick(4).Result + Later.Slow(5).AsTask().Result);
            Tally.Say("without a result", Later.Nothing().IsCompleted);
            Tally.Try("fault", () => Later.Fail(true).Status);
            Tally.Try("thrown before the first await", () => Later.Fail(false));
            Tally.Try("cancelled", () => Later.Cancelled().Status);
            Ambient.Value = "outside";
            Later.Change(Ambient).Wait();
            Tally.Say("ambient", Ambient.Value);
            Tally.Say("nested", Later.Outer(3).GetAwaiter().GetResult());
        }
    }

    internal static class Later
    {
        public static async Task<int> Add(int a, int b) { Tally.Hit(); await Task.Yield(); return a + b; }

        public static ValueTask<int> Quick(int n) { Tally.Hit(); return new ValueTask<int>(n); }

        public static async ValueTask<int> Slow(int n) { Tally.Hit(); await Task.Yield(); return n; }

        public static Task Nothing() { Tally.Hit(); return Task.CompletedTask; }

        public static Task Fail(bool isLate)
        {
            Tally.Hit();
            return isLate ? Task.FromException(new InvalidOperationException("late")) : throw new InvalidOperationException("at once");
        }

        public static Task Cancelled() { Tally.Hit(); return Task.FromCanceled(new CancellationToken(true)); }

        public static async Task Change(AsyncLocal<string> ambient) { Tally.Hit(); ambient.Value = "inside"; await Task.Yield(); }

        public static async Task<int> Outer(int n) { Tally.Hit(); return n == 0 ? 0 : 1 + await Outer(n - 1); }
    }
}
