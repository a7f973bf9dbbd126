using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace ShadowGen.Behaviour
{
    /// <summary>The program's own record: each line that it says, and how often each method was entered by a call that can be seen.</summary>
    [Unshadowed]
    internal static class Tally
    {
        private static readonly Dictionary<string, int> Calls = new Dictionary<string, int>();

        /// <summary>First thing in a method's body.</summary>
        public static void Hit([CallerMemberName] string member = "")
        {
            lock (Calls)
            {
                Calls.TryGetValue(member, out var hits);
                Calls[member] = hits + 1;
            }
        }

        /// <summary>Said before a call that stays plain: its entry is not expected among the counts.</summary>
        public static void Plain(string member, int calls = 1)
        {
            lock (Calls)
            {
                Calls.TryGetValue(member, out var hits);
                Calls[member] = hits - calls;
            }
        }

        public static void Say(string shape, object value) => Console.WriteLine(shape + ": " + (value ?? "null"));

        /// <summary>What a call gives, or which exception leaves it.</summary>
        public static void Try(string shape, Func<object> call)
        {
            try
            {
                Say(shape, call());
            }
            catch (Exception fault)
            {
                Say(shape, fault.GetType().Name + " " + fault.Message);
            }
        }

        public static IEnumerable<KeyValuePair<string, int>> Entered() => Calls.OrderBy(call => call.Key, StringComparer.Ordinal);
    }
}
