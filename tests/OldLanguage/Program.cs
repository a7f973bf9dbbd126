using System;
using System.Linq;

namespace ShadowGen.OldLanguage
{
    /// <summary>Calls each of them once, from another file.</summary>
    public static class Program
    {
        public static string Run()
        {
            var counter = new Counter();
            counter.Add(3);
            return $"{counter.Use()} {Pool<int>.Take(1)} {Jobs.Handle(new IntPtr(2))} {Jobs.LaterAsync(4).AsTask().GetAwaiter().GetResult()} {Jobs.Numbers().Single()}";
        }
    }
}
