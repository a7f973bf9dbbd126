using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShadowGen.Generator.Tests.Harness;

namespace ShadowGen.Generator.Tests;

/// <summary>Which interfaces get a decorator, in which language, and what an edit runs again. What decorators do is in Hosting.Tests.</summary>
public class DecoratorTests
{
    private const string Orders = """
        using System;
        using ShadowGen;

        namespace Shop
        {
            [Shadowed]
            public interface IOrders<T> : IDisposable
                where T : class
            {
                T this[int index] { get; set; }

                event EventHandler Changed;

                string Handle(T order, in int weight, ref int count, out int result);

                ref readonly int Place<TKey>(TKey key)
                    where TKey : struct;
            }

            public class Caller
            {
                public string Call(IOrders<string> orders)
                {
                    var count = 1;
                    int result;
                    return orders.Handle("x", 1, ref count, out result);
                }
            }
        }
        """;

    private static readonly string[] Languages = ["7.3", "8.0", "9.0", "10.0", "11.0", "12.0", "13.0", "latest"];

    public static TheoryData<string> Versions => [.. Languages];

    [Theory]
    [MemberData(nameof(Versions))]
    public void It_is_written_in_the_language_of_the_project(string version)
    {
        Assert.True(LanguageVersionFacts.TryParse(version, out var language));
        var options = Project.Interceptors.WithLanguageVersion(language);
        var project = Hosting(Project.Of(options, Project.Directory, ("Orders.cs", Orders)))
            .With(compilation => compilation.WithOptions(compilation.Options.WithNullableContextOptions(NullableContextOptions.Disable)));

        var text = Assert.Single(Decorators(project.Generate(options)));
        Assert.Equal(language >= LanguageVersion.CSharp8, text.Contains("#nullable disable", StringComparison.Ordinal));
        Assert.Contains("IDisposable.Dispose()", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_package_that_registers_it_nothing_is_written() => Assert.Empty(Decorators(Project.Of(("Orders.cs", Orders)).Generate()));

    [Fact]
    public void Switched_off_nothing_is_written() => Assert.Empty(Hosting(Project.Of(("Orders.cs", Orders))).Generate(isEnabled: false));

    [Theory]
    [InlineData("[Shadowed] public interface IOne { static abstract int Make(); int Handle(); }")]
    [InlineData("public class Outer { [Shadowed] private interface IOne { int Handle(); } }")]
    [InlineData("[Shadowed] file interface IOne { int Handle(); }")]
    [InlineData("[Shadowed, System.Obsolete(\"gone\", true)] public interface IOne { int Handle(); }")]
    [InlineData("[Shadowed] public interface IOne { int Handle(); protected int Hidden(); }")]
    [InlineData("[Shadowed] public interface IOne { void Handle(ref dynamic value); }")]
    [InlineData("public interface IOne { int Handle(); }")]
    [InlineData("[Shadowed] public interface IOne { int Value { get; } }")]
    [InlineData("[Shadowed] public interface IOne { [Unshadowed] int Handle(); }")]
    public void What_no_decorator_can_stand_for_has_none(string source) => Assert.Empty(Decorators(Hosting(Project.Of(("One.cs", "using ShadowGen; " + source))).Generate()));

    [Theory]
    [InlineData("[Shadowed] public interface IOne { static virtual int Make() => 1; int Handle(); }")]
    [InlineData("[Shadowed] public interface IOne { int Handle(); protected int Hidden() => 1; }")]
    [InlineData("public interface IOne { [Shadowed] int Handle(); int Other(); }")]
    [InlineData("[assembly: ShadowNamespace(\"**\")] internal interface IOne { int Handle(); }")]
    [InlineData("public class Outer<T> { [Shadowed] public interface IOne<U> where U : T { U Handle<V>(T t, V v) where V : U, new(); } }")]
    [InlineData("[Shadowed] public interface IOne { [System.Obsolete(\"gone\", true)] int Handle(); }")]
    [InlineData("[Shadowed] public interface IOne<in T, out U> where T : notnull { U @class(T @event, params string[] @params); }")]
    [InlineData("public interface IBase { int Handle(); } [Shadowed] public interface IOne : IBase { new int Handle(); }")]
    [InlineData("[Shadowed] public interface IOne<T> where T : unmanaged { unsafe T* Handle(delegate*<T, void> f, scoped System.Span<T> span); }")]
    [InlineData("[Shadowed] public interface IOne { int frame(int result, int Inner); int result(int frame, int First); }")]
    [InlineData("[Shadowed] public interface IOne { T? Handle<T>(T? value); T? Make<T>() where T : class?; (int a, string? b) Pair(System.Collections.Generic.List<string?>? list); }")]
    public void It_compiles_without_a_warning(string source) => Assert.Single(Decorators(Hosting(Project.Of(("One.cs", "using ShadowGen; " + source))).Generate()));

    [Fact]
    public void Demands_of_the_trimmer_are_repeated()
    {
        const string source = """
            using System; using System.Diagnostics.CodeAnalysis; using ShadowGen;
            [Shadowed] public interface IOne<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] T>
            {
                [RequiresUnreferencedCode("why \"so\"")] [RequiresDynamicCode("x")]
                [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)]
                Type Handle<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] U>([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicEvents)] Type type);
            }
            """;
        var text = Assert.Single(Decorators(Hosting(Project.Of(("One.cs", source))).Generate()));

        Assert.Equal(5, text.Split("DynamicallyAccessedMembers(").Length - 1); // T's on decorator and factory, and the method's three
        Assert.Contains("RequiresUnreferencedCodeAttribute(\"why \\\"so\\\"\")", text, StringComparison.Ordinal);
        Assert.Contains("RequiresDynamicCodeAttribute(\"x\")", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("return orders.Handle(\"x\"", "return orders.Handle(\"y\"", "Cached", "Cached")]
    [InlineData("public class Caller", "public sealed class Caller", "Modified", "Cached")]
    [InlineData("string Handle(T order,", "string Handle(T first,", "Modified", "Modified")]
    public void An_edit_runs_again_only_what_it_must(string old, string edit, string find, string emit)
    {
        var project = Hosting(Project.Of(("Orders.cs", Orders)));
        var driver = Project.Driver().RunGenerators(project.Compilation);
        driver = driver.RunGenerators(project.Edit("Orders.cs", Orders.Replace(old, edit)).Compilation);

        // A search that found the same is "Unchanged" for its output and was run all the same.
        Assert.Equal(find == "Cached", Reason(driver, TrackingNames.Decorators) == IncrementalStepRunReason.Cached);
        Assert.Equal(emit, Reason(driver, TrackingNames.EmitDecorators).ToString());
    }

    private static IncrementalStepRunReason Reason(GeneratorDriver driver, string step) =>
        Assert.Single(driver.GetRunResult().Results.Single().TrackedSteps[step].SelectMany(run => run.Outputs)).Reason;

    private static IEnumerable<string> Decorators(IReadOnlyDictionary<string, string> outputs) =>
        outputs.Where(output => output.Key.StartsWith("Shadowed_", StringComparison.Ordinal)).Select(output => output.Value);

    // That it is referenced is all that the generator asks.
    private static Project Hosting(Project project) => project.With(compilation => compilation.AddReferences(
        CSharpCompilation.Create("ShadowGen.Hosting", references: compilation.References, options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).ToMetadataReference()));
}
