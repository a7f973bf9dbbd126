using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace ShadowGen.OldLanguage
{
    /// <summary>One callee of each shape that C# 7.3 can declare.</summary>
    [Shadowed]
    public struct Counter
    {
        public int Count { get; private set; }

        public int Add(int x)
        {
            return Count += x;
        }

        private int Hidden(in int x)
        {
            return Count * x;
        }

        public int Use()
        {
            return Hidden(2);
        }
    }

    public static class Pool<T>
    {
        [Shadowed]
        private static string NameOf(T x)
        {
            return typeof(T).Name + x;
        }

        public static string Take(T x)
        {
            return NameOf(x);
        }
    }

    [Shadowed]
    public static class Jobs
    {
        public static IntPtr Handle(IntPtr x)
        {
            return x;
        }

        public static async ValueTask<int> LaterAsync(int x)
        {
            await Task.Yield();
            return x;
        }

        public static IEnumerable<int> Numbers()
        {
            yield return 1;
        }
    }
}
