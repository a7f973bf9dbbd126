using System;
using System.Collections;

namespace ShadowGen.Behaviour.Old
{
    [Unshadowed]
    internal static class Places
    {
        public static void Run()
        {
            var host = new Host(1);
            host.Property += host[2];
            host.Changed += () => { };
            host += 5;
            Tally.Say("members", host.Property + " " + (int)host + " " + host.Field);
            Tally.Say("lambda and local function", Host.Inside(3));
            Tally.Say("filter", Host.Filter());
            Tally.Say("static constructor", OnceOnly.Value);
            Tally.Say("checked", Host.Overflows());
            foreach (var item in new Host(4))
                Tally.Say("pattern", item);
        }
    }

    internal static class Probe
    {
        public static int Of(int n) { Tally.Hit(); Console.WriteLine("probe " + n); return n; }
    }

    internal class Host : IEnumerable
    {
        public readonly int Field = Probe.Of(10);
        private int _property;

        public Host(int n) { _property = Probe.Of(n); }

        public event Action Changed { add { Probe.Of(11); } remove { } }

        public int Property { get { return Probe.Of(_property); } set { _property = Probe.Of(value); } }

        public int this[int i] => Probe.Of(i);

        public static Host operator +(Host host, int n) { Probe.Of(n); return host; }

        public static explicit operator int(Host host) => Probe.Of(host._property);

        public static int Inside(int n)
        {
            Tally.Hit();
            Func<int, int> lambda = x => Probe.Of(x) + 1;
            return Local(n) + lambda(n);

            int Local(int x) { return Probe.Of(x) + 2; }
        }

        public static string Filter()
        {
            Tally.Hit();
            try
            {
                throw new InvalidOperationException("filtered");
            }
            catch (InvalidOperationException fault) when (Probe.Of(12) == 12)
            {
                return fault.Message;
            }
            finally
            {
                Probe.Of(13);
            }
        }

        public static string Overflows()
        {
            Tally.Hit();
            try
            {
                return checked(Probe.Of(int.MaxValue) + 1).ToString();
            }
            catch (OverflowException)
            {
                return "overflow";
            }
        }

        public IEnumerator GetEnumerator() { yield return Probe.Of(14); }
    }

    internal static class OnceOnly
    {
        public static readonly int Value;

        static OnceOnly() { Value = Probe.Of(15); }
    }
}
