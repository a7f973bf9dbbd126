using ShadowGen.Package.Tests.Support;

namespace ShadowGen.Package.Tests;

/// <summary>What one run learns is built into the next build, with no setting, and known there before its first sample.</summary>
[Collection(OnePackage.Name)]
public sealed class ModelFileTests(PackedShadowGen package)
{
    /// <summary>With a path it works, and saves what it learns there; without one it calls little, and says what it knows of the rest.</summary>
    private const string Program = """
        using ShadowGen;

        namespace Shop;

        public static class Program
        {
            public static void Main(string[] args)
            {
                if (args.Length > 0 && args[0] == "wait")
                {
                    for (var i = 0; i < 600 && Shadow.Statistics.ModelMethodsKnown == 0; i++) System.Threading.Thread.Sleep(50);
                    System.Console.WriteLine($"{Shadow.Statistics.ModelMethodsKnown} known, {Shadow.CallGraph.TotalCalls} calls, {Shadow.Statistics.MethodsPrepared} prepared");
                    Shadow.Configure(options => options.Manager = ManagerMode.Act);
                    for (var i = 0; i < 600 && Shadow.Statistics.MethodsPrepared < 10; i++) System.Threading.Thread.Sleep(50);
                    System.Console.WriteLine($"{Shadow.Statistics.CallsExpected} expected, {Shadow.Statistics.MethodsPrepared} prepared");
                    return;
                }
                if (args.Length > 0) Shadow.Configure(options => options.ShadowModelPath = args[0]);
                Begin();
                for (var i = 0; args.Length > 0 && i < 3000; i++)
                    Orders.Handle(i);
                Shadow.Flush();
                var price = Shadow.CallGraph.Find("Shop.Orders.Price");
                var profile = price.Inclusive(ResourceKind.ElapsedTime);
                System.Console.WriteLine($"runs {Shadow.Statistics.ModelRuns}");
                System.Console.WriteLine($"calls {price.Calls}");
                System.Console.WriteLine($"profile {profile.IsMeasured}");
                foreach (var edge in Shadow.CallGraph.Find("Shop.Orders.Handle").Children)
                    System.Console.WriteLine(System.FormattableString.Invariant($"{edge.Callee.Name} {edge.Probability:F1}"));
            }

            [Shadowed]
            private static void Begin() => System.GC.KeepAlive(typeof(Orders));
        }

        [Shadowed]
        public static class Orders
        {
            public static int Handle(int items)
            {
                var sum = 0;
                for (var i = 0; i < 9; i++) { sum += Price(items + i); }
                return sum + Tax(items);
            }

            [Shadowed] public static int Price(int items) { var sum = 0; for (var i = 0; i < items % 40; i++) { sum += 3; } return sum; }

            [Shadowed] public static int Tax(int items) { var tax = 0; while (items > 4) { items -= 5; tax++; } return tax; }
        }
        """;

    private const string Deterministic = "<PathMap>$(MSBuildProjectDirectory)=/_/</PathMap>";
    private static readonly string[] Warm = ["runs 1", "calls 0", "profile True", "Shop.Orders.Price 0.9", "Shop.Orders.Tax 0.1"];

    [Fact]
    public async Task The_second_run_knows_what_the_first_has_learned()
    {
        var project = Create("App", "<OutputType>Exe</OutputType>");
        await project.BuildAsync();
        var cold = await LinesAsync(project);
        Assert.Equal(["runs 0", "calls 0", "profile False"], cold.Take(3));

        await LinesAsync(project, ModelBeside(project));
        Assert.True(File.Exists(ModelBeside(project)));
        await project.BuildAsync();

        Assert.Equal(Warm, await LinesAsync(project));
        Assert.False(File.Exists(Path.Combine(Path.GetDirectoryName(project.Assembly)!, "app.shadow")), "The model is in the assembly, and needs no file to deploy.");

        // A file of that name anywhere, for all projects below it, as a property.
        var elsewhere = Path.Combine(Path.GetDirectoryName(project.File)!, "models", "shop.shadow");
        Directory.CreateDirectory(Path.GetDirectoryName(elsewhere)!);
        File.Move(ModelBeside(project), elsewhere);
        await project.BuildAsync("-p:ShadowModelFile=models/shop.shadow");
        Assert.Equal(Warm, await LinesAsync(project));

        // Gone, it is gone from the assembly too.
        await project.BuildAsync();
        Assert.Equal(cold, await LinesAsync(project));
    }

    [Fact]
    public async Task What_earlier_runs_learned_is_known_before_the_first_shadowed_call()
    {
        var project = Create("App", "<OutputType>Exe</OutputType>");
        await project.BuildAsync();
        await LinesAsync(project, ModelBeside(project));
        await project.BuildAsync();

        // Main, four methods with a shim each, and what a shim reaches the private one by: compiled ahead once the manager may act.
        Assert.Equal(["5 known, 0 calls, 0 prepared", "4 expected, 10 prepared"], await LinesAsync(project, "wait"));
    }

    /// <summary>What lies beside the app's project is the app's, though all that is shadowed is in a library.</summary>
    [Fact]
    public async Task An_app_that_shadows_nothing_itself_has_its_model_all_the_same()
    {
        var folder = package.NewFolder("Shop");
        UserProject.Create(Path.Combine(folder, "Library"), package.Reference, "", ("Library.cs", Program.Replace("void Main", "void Run", StringComparison.Ordinal)));
        var app = UserProject.Create(
            Path.Combine(folder, "App"), """<ProjectReference Include="../Library/Library.csproj" />""", "<OutputType>Exe</OutputType>", ("Main.cs", "Shop.Program.Run(args);"));
        await app.BuildAsync();
        await LinesAsync(app, ModelBeside(app));
        await app.BuildAsync();

        Assert.Empty(SkeletonReader.Read(await File.ReadAllBytesAsync(app.Assembly)));
        Assert.Equal(Warm, await LinesAsync(app));
    }

    [Fact]
    public async Task A_changed_model_is_built_anew_and_changes_no_generated_code()
    {
        var project = Create("App", "<OutputType>Exe</OutputType><EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles><CompilerGeneratedFilesOutputPath>obj/generated</CompilerGeneratedFilesOutputPath>");
        var generated = Path.Combine(Path.GetDirectoryName(project.File)!, "obj", "generated");
        await project.BuildAsync();
        var without = Texts(generated);
        Assert.NotEmpty(without);
        await LinesAsync(project, ModelBeside(project));
        await project.BuildAsync();
        var first = await File.ReadAllBytesAsync(project.Assembly);

        await project.BuildAsync();
        Assert.Equal(first, await File.ReadAllBytesAsync(project.Assembly));

        await LinesAsync(project, ModelBeside(project));
        await project.BuildAsync();
        Assert.NotEqual(first, await File.ReadAllBytesAsync(project.Assembly));
        Assert.Equal(without, Texts(generated));
    }

    [Fact]
    public async Task Disabled_it_is_the_build_without_a_model()
    {
        var with = Create("App", Deterministic + "<ShadowGenEnabled>false</ShadowGenEnabled>");
        await File.WriteAllTextAsync(ModelBeside(with), "shadowgen-model 1\n");
        await with.BuildAsync();
        var without = Create("App", Deterministic + "<ShadowGenEnabled>false</ShadowGenEnabled>");
        await without.BuildAsync();

        Assert.Equal(await File.ReadAllBytesAsync(without.Assembly), await File.ReadAllBytesAsync(with.Assembly));
    }

    [Fact]
    public async Task A_damaged_model_is_told_with_its_line_and_fails_no_build()
    {
        var project = Create("App", "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>");
        await File.WriteAllTextAsync(ModelBeside(project), "shadowgen-model 1\nmethod x\n");

        var build = await project.BuildAsync();

        Assert.Contains("app.shadow(2,1): warning SHG1009: ", build.Output, StringComparison.Ordinal);
        Assert.Contains("a method's id is 16 lower-case hex digits, not 'x'", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_named_and_not_there_is_told()
    {
        var project = Create("App", "<ShadowModelFile>missing.shadow</ShadowModelFile>");

        Assert.Contains("ShadowModelFile is 'missing.shadow', and there is no such file: the app is built without a model.", (await project.BuildAsync()).Output, StringComparison.Ordinal);
    }

    private UserProject Create(string name, string properties) => UserProject.Create(package.NewFolder(name), package.Reference, properties, ("Program.cs", Program));

    private static string ModelBeside(UserProject project) => Path.Combine(Path.GetDirectoryName(project.File)!, "app.shadow");

    private static async Task<string[]> LinesAsync(UserProject project, params string[] arguments)
    {
        var run = (await project.RunAsync(arguments)).EnsureSuccess();
        Assert.Empty(run.Error);
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static Dictionary<string, string> Texts(string folder) => Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText);
}
