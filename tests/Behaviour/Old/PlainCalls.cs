using System;
using System.Diagnostics;
using System.Linq;

namespace ShadowGen.Behaviour.Old
{
    /// <summary>Calls that no interceptor may take: each is announced as plain.</summary>
    [Unshadowed]
    internal static class PlainCalls
    {
        public static void Run()
        {
            Func<int, int> group = Plain.Group;
            Tally.Plain(nameof(Plain.Group), 3);
            Tally.Say("method group", group(1) + new[] { 2, 3 }.Select(Plain.Group).Sum());
            Plain.Traced();
            Tally.Say("nameof", nameof(Plain.Traced));
            System.Linq.Expressions.Expression<Func<int, int>> tree = x => Plain.InTree(x);
            Tally.Say("expression tree", tree.ToString());
            Plain.Untraced();
            new Partial().Use();
        }
    }

    internal static class Plain
    {
        public static int Group(int n) { Tally.Hit(); return n * 10; }

        [Conditional("NEVER_DEFINED")]
        public static void Traced() { Console.WriteLine("never said"); }

        public static void Untraced() { Tally.Hit(); Console.WriteLine("always said"); }

        public static int InTree(int n) => n;
    }

    internal partial class Partial
    {
        partial void Missing(int n);

        public void Use() { Tally.Hit(); Missing(1); Tally.Say("partial without a body", "left out"); }
    }
}
