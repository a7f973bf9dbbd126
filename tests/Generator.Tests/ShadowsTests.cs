using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Tests.Harness;

namespace ShadowGen.Generator.Tests;

/// <summary>Which typed predictors are written, where they stand, and what an edit runs again. What they answer is in Execution.Tests.</summary>
public class ShadowsTests
{
    private const string A = "using ShadowGen; namespace Shop { public static class A { [Shadowed] public static int Price(int x) { return x; } } }";
    private const string B = "using ShadowGen; namespace Shop { public static class B { [Shadowed] public static int Load(string key) { return 1; } } }";
    private const string Use = "public static class Use { public static double Ask() { return ShadowGen.Shadows.A.Price(1).Needs.CpuTime.Mean; } }";

    private static readonly Configuration Always = Configuration.Of(("build_property.ShadowGenMinimumSize", "0"), ("build_property.ShadowGenShadows", "true"));

    /// <summary>Edited file, its new text, and the run reasons of EmitShadows for A and B.</summary>
    public static TheoryData<string, string, string> Edits => new()
    {
        { "Use.cs", Use.Replace("Price(1)", "Price(2)"), "Cached Cached" },
        { "Use.cs", "// a comment\n" + Use, "Cached Cached" },
        { "A.cs", A.Replace("return x", "return x + 1"), "Cached Cached" },
        { "A.cs", "\n\n" + A, "Cached Cached" },
        { "Use.cs", Use.Replace("double Ask()", "float Other() => 1; public static double Ask()"), "Cached Cached" },
        { "A.cs", A.Replace("int x", "short x"), "Modified Cached" },
        { "B.cs", B.Replace("key)", "name)"), "Cached Modified" },
    };

    [Fact]
    public void Written_as_a_reader_sees_them() => Snapshot.Matches(Shadows(Project.Of(("Sample.cs",
        """
        using System;
        using System.Collections.Generic;
        using ShadowGen;

        namespace Shop.Orders;

        public enum Mode { Fast, Slow }

        [Shadowed]
        public class OrderService
        {
            public int Handle(string name, in long weight, ref int count, out int result, Mode mode = Mode.Slow) => result = count;
            public static T Best<T>(List<T> items, params int[] limits) where T : IComparable<T> => items[0];
            public int Sum(ReadOnlySpan<int> items) => items.Length;
            private void Hide(Key key) { }
            private sealed class Key { public void Turn() { } }
        }

        [Shadowed]
        public class Box<T> where T : class, new()
        {
            public void Put(T item) { }
        }
        """)).Generate(configuration: Always)).Aggregate((one, two) => one + "\n" + two));

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_edit_runs_again_only_what_it_must(string file, string text, string reasons)
    {
        var project = Project.Of(("A.cs", A), ("B.cs", B), ("Use.cs", Use));
        var driver = Project.Driver().RunGenerators(project.Compilation);
        Assert.Equal(2, Shadows(Project.Outputs(driver)).Count);
        var edited = project.Edit(file, text);
        driver = driver.RunGenerators(edited.Compilation);
        Assert.Equal(reasons, string.Join(' ', driver.GetRunResult().Results.Single().TrackedSteps[TrackingNames.EmitShadows].SelectMany(run => run.Outputs).Select(output => output.Reason)));
        Assert.Equal(edited.Generate(), Project.Outputs(driver));
    }

    [Theory]
    [InlineData("Use.cs", true)]
    [InlineData("Other.cs", false)]
    public void A_body_edit_does_not_even_look_for_them(string file, bool wasThere)
    {
        var project = Project.Of(("A.cs", A), ("B.cs", B), ("Use.cs", Use), ("Other.cs", "public static class Other { public static int One() { return 1; } }"));
        var driver = Project.Driver().RunGenerators(project.Compilation);
        driver = driver.RunGenerators(project.Edit(file, wasThere ? Use.Replace("Price(1)", "Price(3)") : "public static class Other { public static int One() { return 2; } }").Compilation);
        var step = driver.GetRunResult().Results.Single().TrackedSteps[TrackingNames.Shadows];
        Assert.All(step.SelectMany(run => run.Outputs), output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    [Fact]
    public void They_are_written_where_code_names_them_or_the_project_wants_them()
    {
        var silent = Project.Of(("A.cs", A));
        Assert.Empty(Shadows(silent.Generate()));
        Assert.Single(Shadows(silent.Generate(configuration: Always)));
        var naming = Project.Of(("A.cs", A), ("Use.cs", Use));
        Assert.Single(Shadows(naming.Generate()));
        var driver = Project.Driver(configuration: Configuration.Of(("build_property.ShadowGenMinimumSize", "0"), ("build_property.ShadowGenShadows", "false"))).RunGenerators(naming.Compilation);
        Assert.Empty(Shadows(Project.Outputs(driver)));
    }

    [Fact]
    public void The_first_mention_brings_them_and_the_last_takes_them_away()
    {
        var project = Project.Of(("A.cs", A), ("Use.cs", "public static class Use { public static void Ask() { } }"));
        var driver = Project.Driver().RunGenerators(project.Compilation);
        Assert.Empty(Shadows(Project.Outputs(driver)));
        driver = driver.RunGenerators(project.Edit("Use.cs", Use).Compilation);
        Assert.Single(Shadows(Project.Outputs(driver)));
        driver = driver.RunGenerators(project.Compilation);
        Assert.Empty(Shadows(Project.Outputs(driver)));
    }

    [Theory]
    [InlineData("[assembly: ShadowGen.ShadowNamespace(\"Mine.**\")] namespace Mine { public class C { public void M() { } } }")]
    [InlineData("namespace Mine { [ShadowGen.Shadowed] public class C { public void M() { } [ShadowGen.Unshadowed] public void Not() { } } }")]
    [InlineData("namespace Mine { public class C { [ShadowGen.Shadowed] public void M() { } public void Not() { } } }")]
    public void What_attributes_and_patterns_shadow_has_one(string source)
    {
        var text = Assert.Single(Shadows(Project.Of(("C.cs", source)).Generate(configuration: Always)));
        Assert.Contains("ShadowExecution M() ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Not(", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_configuration_includes_has_one() => Assert.Single(Shadows(Project.Of(("C.cs", "namespace Mine { public class C { public void M() { } } }"))
        .Generate(configuration: Configuration.Of(("build_property.ShadowGenMinimumSize", "0"), ("build_property.ShadowGenShadows", "true"), ("build_property.ShadowGenInclude", "Mine.**")))));

    [Fact]
    public void Top_level_statements_have_a_name_that_nobody_can_say_and_so_no_shadow()
    {
        var texts = Shadows(Project.Of(("P.cs", "Program.Named(1); public partial class Program { public static int Named(int x) { return x; } }"))
            .With(static compilation => compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication)))
            .Generate(configuration: Configuration.Of(("build_property.ShadowGenMinimumSize", "0"), ("build_property.ShadowGenShadows", "true"), ("build_property.ShadowGenInclude", "**"))));
        var text = Assert.Single(texts);
        Assert.Contains("ShadowExecution Named(", text, StringComparison.Ordinal);
        Assert.DoesNotContain("$", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_of_the_users_own_of_that_name_keeps_it() => Assert.Empty(Shadows(Project.Of(("A.cs", A), ("S.cs", "namespace ShadowGen { public static class Shadows { } }")).Generate()));

    [Fact]
    public void What_cannot_be_named_is_left_out_and_said_so()
    {
        var text = Assert.Single(Shadows(Project.Of(("C.cs", "[ShadowGen.Shadowed] public class C { private class Key { } private void Hide(Key key) { } public void Go() { } }")).Generate(configuration: Always)));
        Assert.Contains("// left out: C.Hide(C.Key): ", text, StringComparison.Ordinal);
        Assert.Contains("ShadowExecution Go()", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Switched_off_argument_features_are_not_read_here_either() => Assert.Contains(
        "Of(0x", Shadows(Project.Of(("A.cs", A), ("Use.cs", Use)).Generate(configuration: Configuration.Of(("build_property.ShadowGenMinimumSize", "0"), ("build_property.ShadowGenArguments", "false")))).Single(text => !text.Contains("Magnitude", StringComparison.Ordinal)),
        StringComparison.Ordinal);

    /// <summary>Types, and a call that must compile.</summary>
    [Theory]
    [InlineData("namespace N.M { [S] public class C { public void Go() { } } }", "Shadows.C.Go(); Shadows.N.M.C.Go();")]
    [InlineData("namespace N { [S] public class C { public void Go() { } } } namespace M { [S] public class C { public void Go() { } } }", "Shadows.M.C.Go(); Shadows.N.C.Go();")]
    [InlineData("namespace C { [S] public class D { public void Go() { } } } namespace M { [S] public class C { public void Go() { } } }", "Shadows.M.C.Go(); Shadows.C.D.Go(); Shadows.D.Go();")]
    [InlineData("namespace C.C.C { [S] public class C { public void Go() { } } [S] public class C_ { public void Go() { } } }", "Shadows.C.C_.C.C__.Go(); Shadows.C.C_.C.C_.Go(); Shadows.C_.Go();")]
    [InlineData("namespace Shadows { [S] public class Shadows { public void Go() { } } }", "Shadows.Shadows_.Shadows.Go();")]
    [InlineData("namespace N { [S] public interface I { void I(); public class In { public void I_() { } } } }", "Shadows.I.I_(); Shadows.N.I.In.I_();")]
    [InlineData("namespace N { [S] public class Box<T> { public void Go(T x) { } public class In<U> where U : T { public void Go(T t, U u) { } } } [S] public class Box { public void Go() { } } }", "Shadows.Box<int>.Go(1); Shadows.Box.Go(); Shadows.N.Box<object>.In<string>.Go(\"\", \"\");")]
    [InlineData("[S] public class O { public void M((int a, int b) x) { } public void M((int c, int d) x, out int y) => y = 1; public void G<T>(T x) { } public void G<U>(U x, out int y) => y = 1; }", "Shadows.O.M((1, 2)); Shadows.O.M((1, 2), out _); Shadows.O.G(1); Shadows.O.G(1, out _);")]
    [InlineData("namespace System.Mine { [S] public class String { public void Go(string s) { } } }", "Shadows.String.Go(\"\"); Shadows.System.Mine.String.Go(\"\");")]
    [InlineData("namespace ShadowGen { [S] public class Shadow2 { public void Go(ShadowExecution e) { } } }", "Shadows.Shadow2.Go(default); Shadows.ShadowGen.Shadow2.Go(default);")]
    [InlineData("[S] file class C { public void Go() { } } [S] public partial class P { public partial void Go(int x); } public partial class P { public partial void Go(int x) { } }", "Shadows.P.Go(1);")]
    public void Every_type_has_its_place(string types, string calls)
    {
        var source = types.Replace("[S]", "[ShadowGen.Shadowed]", StringComparison.Ordinal) + " public static class Use { public static void All() { " + calls.Replace("Shadows.", "ShadowGen.Shadows.", StringComparison.Ordinal).Replace(".ShadowGen.Shadows.", ".Shadows.", StringComparison.Ordinal).Replace("_.ShadowGen", "_", StringComparison.Ordinal) + " } }";
        Assert.NotEmpty(Shadows(Project.Of(("C.cs", source)).Generate()));
    }

    [Theory]
    [InlineData("A.Price(Take(Shadows.A.Price(1)))")]
    [InlineData("A.Price((int)Shadows.A.Price(1).Needs.CpuTime.Mean)")]
    public void A_shadowed_call_that_asks_among_its_arguments_is_counted_all_the_same(string call)
    {
        var use = "using ShadowGen; namespace Shop { public static class Use { public static int Ask() => " + call + "; private static int Take(ShadowExecution e) => 1; } }";
        Assert.Contains(Project.Of(("A.cs", A), ("Use.cs", use)).Generate().Values, text => text.Contains("edge 0 ", StringComparison.Ordinal) && text.Contains("file Use.cs", StringComparison.Ordinal));
    }

    [Fact]
    public void A_friend_that_has_its_own_sees_both()
    {
        var library = Project.Of(("L.cs", "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Shop\")] namespace Lib { public static class L { [ShadowGen.Shadowed] public static void Go() { } } }"))
            .With(compilation => compilation.WithAssemblyName("Lib"));
        Project.Driver(configuration: Always).RunGeneratorsAndUpdateCompilation(library.Compilation, out var built, out _);
        using var image = new MemoryStream();
        Assert.True(built.Emit(image).Success);
        var app = Project.Of(("A.cs", A)).With(compilation => compilation.AddReferences(MetadataReference.CreateFromImage(image.ToArray())));
        Assert.Single(Shadows(app.Generate(configuration: Always)));
    }

    private static List<string> Shadows(IReadOnlyDictionary<string, string> output) =>
        [.. output.Where(file => file.Key.StartsWith("Shadows_", StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Value)];
}
