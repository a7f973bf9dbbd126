using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Parsing;
using ShadowGen.Generator.Tests.Harness;

namespace ShadowGen.Generator.Tests;

/// <summary>Calls into a library that was built with ShadowGen, or that is there as a project.</summary>
public class ShadowedLibraryTests
{
    private const string Library = """
        using ShadowGen;
        namespace Lib;
        [Shadowed]
        public class Store
        {
            public int Load(int id) { return Cache(id) + Key(id); }
            public static T Echo<T>(T x) { return x; }
            protected int Guarded(int id) { return id; }
            internal int Cache(int id) { return id; }
            private int Key(int id) { return id; }
            [Unshadowed] public int Plain(int id) { return id; }
            private class Hidden { [Shadowed] public int Load2(int id) { return id; } }
        }
        """;

    private const string App = """
        using Lib;
        public class App : Store
        {
            public int Use(Store s) { return s.Load(1) + s.Load(2) + s.Plain(3) + Echo(4) + Guarded(5); }
        }
        """;

    private static readonly string[] Expected = ["Echo", "Guarded", "Load"];

    [Fact]
    public void A_built_library_tells_what_others_can_call()
    {
        var text = Api(Library)!;
        Assert.Contains("\"Echo,Guarded,Load\"", text, StringComparison.Ordinal);
        Assert.Contains("\"Cache,Echo,Guarded,Load\"", Api(Library.Replace("namespace Lib;", "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Shop\")] namespace Lib;", StringComparison.Ordinal))!, StringComparison.Ordinal);
        Assert.Null(Api("[ShadowGen.Shadowed] class Inner { public int M(int x) { return x; } }"));
        Assert.Null(Api("public class Plain { public int M(int x) { return x; } }"));
    }

    // A friend sees the library's InterceptsLocationAttribute beside its own.
    [Fact]
    public void A_friend_of_a_built_library_compiles_without_a_warning()
    {
        var friendly = Library.Replace("namespace Lib;", "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Shop\")] namespace Lib;", StringComparison.Ordinal);
        Assert.Equal(4, Assert.Single(Reference(friendly, isBuilt: true).Generate()).Value.Split("InterceptsLocation(1,").Length - 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Calls_into_it_are_edges_to_its_own_ids(bool isBuilt)
    {
        // Method sizes count in source: a project that is there as source is read with the default threshold.
        var library = isBuilt ? Library : Library.Replace("return x;", "while (true) return x;").Replace("return id;", "while (true) return id;");
        var text = Assert.Single(Reference(library, isBuilt).Generate()).Value;

        Assert.Equal(Expected, Callees(text, "Lib"));
        Assert.Contains($"callee {MethodIds.Of("Lib", "M:Lib.Store.Load(System.Int32)")} s M:Lib.Store.Load(System.Int32)", text, StringComparison.Ordinal);
        Assert.Equal(4, text.Split("InterceptsLocation(1,").Length - 1);
        Assert.DoesNotContain("left ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_that_was_built_without_the_generator_has_none() => Assert.Empty(Reference(Library, isBuilt: true, generate: false).Generate());

    [Theory]
    [InlineData("\"Load\", \"not base64!\"")]
    [InlineData("\"Load\", \"AAAA\"")]
    [InlineData("\"\", \"\"")]
    [InlineData("null, null")]
    public void A_damaged_attribute_shadows_nothing(string arguments)
    {
        var library = $"[assembly: ShadowGen.Generated.ShadowedApi({arguments})] namespace Lib {{ public class Store {{ public int Load(int x) => x; public int Plain(int x) => x; public static T Echo<T>(T x) => x; protected int Guarded(int x) => x; }} }}";
        Assert.Empty(Reference(library, isBuilt: true, generate: false).Generate());
    }

    [Fact]
    public void A_change_of_the_library_rebinds()
    {
        var before = Reference(Library, isBuilt: true);
        var after = before.With(compilation => compilation.WithReferences(Reference(Library.Replace("[Unshadowed] ", ""), isBuilt: true).Compilation.References));
        var driver = Project.Driver().RunGenerators(before.Compilation).RunGenerators(after.Compilation);

        Assert.Equal(["Echo", "Guarded", "Load", "Plain"], Callees(Assert.Single(Project.Outputs(driver)).Value, "Lib"));
        Assert.Equal(after.Generate(), Project.Outputs(driver));
    }

    private static string? Api(string source) => Project.Api(Project.Driver().RunGenerators(Compile(source).Compilation));

    private static Project Compile(string source) =>
        Project.Of(("Lib.cs", source)).With(compilation => compilation.WithAssemblyName("Lib").WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default)));

    private static Project Reference(string library, bool isBuilt, bool generate = true, string app = App)
    {
        Compilation compilation = Compile(library).Compilation;
        if (isBuilt && generate)
            Project.Driver().RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);
        return Project.Of(("App.cs", app)).With(plain => plain.AddReferences(isBuilt ? Image(compilation) : compilation.ToMetadataReference()));
    }

    private static PortableExecutableReference Image(Compilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(ImmutableArray.Create(stream.ToArray()));
    }

    private static List<string> Callees(string text, string assembly) => text.Split('\n').Select(line => line.Trim())
        .SkipWhile(line => line != "assembly " + assembly)
        .Where(line => line.StartsWith("callee ", StringComparison.Ordinal))
        .Select(line => line.Split(' ')[3].Split('(')[0].Split('`')[0].Split('.')[^1])
        .Order(StringComparer.Ordinal).ToList();
}
