using System.Globalization;

namespace ShadowGen.Fuzzer.Generation;

/// <summary>Makes the program of a seed. The same seed and level give the same text.</summary>
internal static class ProgramWriter
{
    private const int RootStatements = 4;

    public static FuzzProgram Write(ulong seed, Level level)
    {
        var universe = new Universe(new Rng(seed), level);
        TypePlanner.Plan(universe);
        new MemberPlanner(universe).Plan();
        Shapes.AddSome(universe);

        var bodies = new BodyWriter(universe);
        var types = new TypeWriter(universe, bodies);
        var declared = string.Join("\n", universe.Types.Where(static t => t.Outer is null).Select(types.Write));
        var space = "P" + seed.ToString("x", CultureInfo.InvariantCulture);
        var text = $$"""
            {{Usings(level)}}
            namespace {{space}}
            {
            {{declared}}
            {{string.Join("\n", universe.Declarations)}}
            internal static class G
            {
            internal static int First = W.Hush(true);
            {{string.Join("\n", universe.Globals)}}
            internal static int Last = W.Hush(false);
            static G() { }
            }
            internal static class Program
            {
            internal static void Run()
            {
            using (var f = W.Enter("Run", ""))
            {
            W.V(G.Last);
            {{Root(universe, bodies)}}
            }
            }
            }
            }
            """;
        var path = $"/project/{space}.cs";
        return new FuzzProgram(
            seed, level, space, [(path, text), .. universe.Files.Select(file => ($"/project/{space}/{file.Name}", file.Text.Replace("SPACE", space, StringComparison.Ordinal)))], universe.MaySkip, universe.Uncounted);
    }

    // Whether a file defines a symbol decides which calls of a [Conditional] method it makes.
    private static string Usings(Level level) => $"""
        #define TRACED
        {(level == Level.CSharp7 ? "" : "#nullable enable annotations")}
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using W = ShadowGen.Fuzzer.Witness;
        """;

    private static string Root(Universe universe, BodyWriter bodies)
    {
        var statements = new Statements(universe, bodies.Expressions);
        var scope = new Scope("Run") { CanHoist = true };
        var random = Enumerable.Range(0, RootStatements).Select(_ => statements.One(scope.Block(), 2));
        return string.Join("\n", universe.Random.Shuffle(universe.Roots.Concat(random.Select(Guarded)).ToList()));

        string Guarded(string statement)
        {
            var e = universe.Name("e");
            return $"try {{ {statement} }} catch (InvalidOperationException {e}) {{ W.Caught({e}); }}";
        }
    }
}
