using ShadowGen.Generator.Benchmarks.Builds;

namespace ShadowGen.Generator.Benchmarks.Large;

/// <summary>A large program on disk, outside of the repository, with the settings of a new library and the package as it is installed; deleted afterwards.</summary>
internal sealed class LargeProgram : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("shadowgen-large-").FullName;
    private readonly CleanBuild _build;

    /// <param name="repository">Its root folder.</param>
    /// <param name="sources">What it is made of.</param>
    /// <param name="copies">How often.</param>
    public LargeProgram(string repository, RealSources sources, int copies)
    {
        try
        {
            PackedPackage.Unpack(repository, Path.Combine(_folder, "package"));
            foreach (var marks in new[] { 0, LargeVariant.Few.MethodsForOneMark, LargeVariant.Annotated.MethodsForOneMark })
            {
                foreach (var file in sources.Copies(copies, marks))
                {
                    var target = Path.Combine(_folder, FolderOf(marks), file.Path);
                    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                    File.WriteAllText(target, file.Text);
                }
            }

            var project = Path.Combine(_folder, "Large.csproj");
            File.WriteAllText(project, Project);
            _build = CleanBuild.At(project);
            _build.Restore();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public BuildTime Build(LargeVariant variant) => _build.Build([.. variant.Options, $"-p:Sources={FolderOf(variant.MethodsForOneMark)}"], asksGenerator: false);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string FolderOf(int methodsForOneMark) => FormattableString.Invariant($"marks{methodsForOneMark}");

    // What the sources use of others lies beside this program. As a PackageReference does it: props, run-time assembly, analyzers, targets.
    private static string Project => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <LangVersion>14.0</LangVersion>
            <Nullable>enable</Nullable>
            <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
            <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
            <Sources Condition="'$(Sources)' == ''">marks0</Sources>
          </PropertyGroup>
          <Import Project="package/build/ShadowGen.props" />
          <ItemGroup>
            <Compile Include="$(Sources)/**/*.cs" />
            <Reference Include="{AppContext.BaseDirectory}Microsoft.CodeAnalysis.dll;{AppContext.BaseDirectory}Microsoft.CodeAnalysis.CSharp.dll;{AppContext.BaseDirectory}System.Numerics.Tensors.dll" />
            <Reference Include="package/lib/net10.0/*.dll" />
            <Analyzer Include="package/analyzers/dotnet/cs/*.dll" />
          </ItemGroup>
          <Import Project="package/build/ShadowGen.targets" />
        </Project>
        """;
}
