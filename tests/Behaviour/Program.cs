using System;
using System.Linq;
using ShadowGen;
using ShadowGen.Behaviour.Old;

[assembly: ShadowNamespace("ShadowGen.Behaviour.**")]

namespace ShadowGen.Behaviour
{
    /// <summary>Prints what each shape did; with the argument <c>counts</c> also what was entered and what was counted.</summary>
    [Unshadowed]
    internal static class Program
    {
        private static int Main(string[] arguments)
        {
            Receivers.Run();
            Parameters.Run();
            Generics.Run();
            Laziness.Run();
            Asynchrony.Run();
            Places.Run();
            PlainCalls.Run();
#if CSHARP10
            CSharp10.Modern.Run();
#endif
#if CSHARP12
            CSharp12.Contracts.Run();
#endif
#if CSHARP14
            CSharp14.Extensions.Run();
#endif
            if (!arguments.Contains("counts"))
                return 0;
            Shadow.Flush();
            foreach (var method in Tally.Entered())
            {
                // An override counts to the method that its call names.
                var counted = Shadow.CallGraph.Nodes.Where(node => NameOf(node) == method.Key).Sum(node => node.Calls);
                Console.WriteLine("calls " + method.Key + " " + method.Value + " " + counted);
            }

            return 0;
        }

        // M:Space.Type.Method``1(System.Int32)
        private static string NameOf(CallGraphNode node)
        {
            var path = node.DocumentationId.Split('(')[0];
            return path.Substring(path.LastIndexOf('.') + 1).Split('`')[0];
        }
    }
}
