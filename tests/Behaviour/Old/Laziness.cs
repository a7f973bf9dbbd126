using System;
using System.Collections.Generic;
using System.Linq;

namespace ShadowGen.Behaviour.Old
{
    [Unshadowed]
    internal static class Laziness
    {
        public static void Run()
        {
            var numbers = Lazy.Upto(3);
            Console.WriteLine("nothing has run");
            Tally.Say("iterator", string.Join(",", numbers) + " again " + numbers.Sum());
            Tally.Say("partly", Lazy.Upto(100).First());
            Tally.Try("late exception", () => Lazy.Upto(-1).Sum());
            using (var items = Lazy.Items().GetEnumerator())
                Tally.Say("enumerator", items.MoveNext() + " " + items.Current);
            Tally.Say("query", string.Join(",", from n in Lazy.Upto(4) where Lazy.Even(n) select Lazy.Square(n)));
        }
    }

    internal static class Lazy
    {
        public static IEnumerable<int> Upto(int n)
        {
            if (n < 0)
                throw new ArgumentException("negative");
            try
            {
                for (var i = 0; i < n; i++)
                {
                    Console.WriteLine("yield " + i);
                    yield return i;
                }
            }
            finally
            {
                Console.WriteLine("enumeration ends");
            }
        }

        public static List<int> Items() { Tally.Hit(); return new List<int> { 8 }; }

        public static bool Even(int n) { Tally.Hit(); return n % 2 == 0; }

        public static int Square(int n) { Tally.Hit(); return n * n; }
    }
}
