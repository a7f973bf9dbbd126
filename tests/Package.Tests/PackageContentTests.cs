using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using ShadowGen.Package.Tests.Support;
using ShadowGen.TestSupport;

namespace ShadowGen.Package.Tests;

[Collection(OnePackage.Name)]
public sealed class PackageContentTests(PackedShadowGen package)
{
    [Fact]
    public void Nupkg_holds_exactly_the_rooms_and_build_files()
    {
        string[] expected =
        [
            "README.md",
            "analyzers/dotnet/cs/ShadowGen.Analyzers.dll",
            "analyzers/dotnet/cs/ShadowGen.CodeFixes.dll",
            "analyzers/dotnet/cs/ShadowGen.Generator.dll",
            "build/ShadowGen.props",
            "build/ShadowGen.targets",
            "buildTransitive/ShadowGen.props",
            "buildTransitive/ShadowGen.targets",
            "lib/net10.0/ShadowGen.Runtime.dll",
            "lib/net10.0/ShadowGen.Runtime.xml",
            Compiled,
            "tasks/ShadowGen.Build.dll",
            .. package.HasLayoutLibrary ? ["tasks/dagre.min.js", "tasks/dagre.min.js.LEGAL.txt"] : Array.Empty<string>(),
        ];
        Assert.Equal(expected, ContentOf(package.Nupkg));
        Assert.Equal(["lib/net10.0/ShadowGen.Runtime.pdb"], ContentOf(package.SymbolPackage));
    }

    /// <summary>What an app loads on this kind of machine is the portable assembly, with its code compiled.</summary>
    [Fact]
    public void Runtime_is_compiled_ahead_of_time_beside_the_portable_one()
    {
        var (portable, hasCode) = Assembly("lib/net10.0/ShadowGen.Runtime.dll");
        Assert.False(hasCode);
        Assert.Equal((portable, true), Assembly(Compiled));
    }

    private static string Compiled => $"runtimes/{RuntimeInformation.RuntimeIdentifier}/lib/net10.0/ShadowGen.Runtime.dll";

    private (Guid Version, bool HasCode) Assembly(string path)
    {
        using var zip = ZipFile.OpenRead(package.Nupkg);
        using var reader = new PEReader(new MemoryStream(Read(zip.GetEntry(path)!)));
        var metadata = reader.GetMetadataReader();
        return (metadata.GetGuid(metadata.GetModuleDefinition().Mvid), reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0);
    }

    [Fact]
    public void Users_may_have_a_newer_Tensors_than_the_one_built_with()
    {
        using var zip = ZipFile.OpenRead(package.Nupkg);
        using var nuspec = zip.GetEntry("ShadowGen.nuspec")!.Open();
        var dependencies = XDocument.Load(nuspec).Descendants().Where(e => e.Name.LocalName == "dependency").ToList();

        var tensors = Assert.Single(dependencies);
        Assert.Equal("System.Numerics.Tensors", (string?)tensors.Attribute("id"));
        Assert.Matches(@"^10\.0\.\d+$", (string?)tensors.Attribute("version"));
    }

    [Fact]
    public void Nothing_in_the_package_names_the_machine_that_built_it()
    {
        using var nupkg = ZipFile.OpenRead(package.Nupkg);
        using var symbols = ZipFile.OpenRead(package.SymbolPackage);
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        foreach (var entry in nupkg.Entries.Concat(symbols.Entries))
        {
            var content = Read(entry);
            foreach (var path in new[] { Repository.Root, home }.Where(p => p.Length > 1))
            {
                Assert.True(content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(path)) < 0, $"{entry.FullName} holds '{path}': build with PathMap.");
                Assert.True(content.AsSpan().IndexOf(Encoding.Unicode.GetBytes(path)) < 0, $"{entry.FullName} holds '{path}': build with PathMap.");
            }
        }
    }

    [Fact]
    public async Task Packing_again_gives_the_same_bytes()
    {
        var again = package.NewFolder("again");
        await package.PackAsync(again);

        Assert.Equal(Hash(package.Nupkg), Hash(Path.Combine(again, Path.GetFileName(package.Nupkg))));
        Assert.Equal(Hash(package.SymbolPackage), Hash(Path.Combine(again, Path.GetFileName(package.SymbolPackage))));
    }

    private static List<string> ContentOf(string zipFile)
    {
        using var zip = ZipFile.OpenRead(zipFile);
        return zip.Entries.Select(e => e.FullName)
            .Where(n => !n.StartsWith("_rels/", StringComparison.Ordinal) && !n.StartsWith("package/", StringComparison.Ordinal) && n != "[Content_Types].xml" && n != "ShadowGen.nuspec")
            .Order(StringComparer.Ordinal)
            .ToList();
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }

    private static string Hash(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
}
