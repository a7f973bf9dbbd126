using System.Xml.Linq;
using ShadowGen.TestSupport;

namespace ShadowGen.Architecture.Tests.Support;

/// <summary>A csproj together with the eng/*.targets that it imports, as far as arrows between rooms are concerned.</summary>
internal sealed class ProjectFile
{
    private readonly List<XElement> _elements = [];

    private ProjectFile(string file)
    {
        Name = Path.GetFileNameWithoutExtension(file);
        Load(Repository.PathOf(file));
    }

    public string Name { get; }

    public static IReadOnlyList<ProjectFile> In(string folder) =>
        SourceTree.WithExtension(".csproj").Where(f => f.StartsWith(folder + "/", StringComparison.Ordinal)).Select(f => new ProjectFile(f)).ToList();

    public IEnumerable<string> Projects => Includes("ProjectReference").Select(i => Path.GetFileNameWithoutExtension(i.Replace('\\', '/')));

    /// <summary>What a user of the assembly gets as well; build-time analysis (<c>PrivateAssets="all"</c>) is left out.</summary>
    public IEnumerable<string> Packages => Elements("PackageReference").Where(e => (string?)e.Attribute("PrivateAssets") != "all").Select(e => (string)e.Attribute("Include")!);

    public IEnumerable<string> AllPackages => Includes("PackageReference");

    private IEnumerable<string> Includes(string element) => Elements(element).Select(e => (string)e.Attribute("Include")!);

    private IEnumerable<XElement> Elements(string name) => _elements.Where(e => e.Name.LocalName == name);

    private void Load(string path)
    {
        foreach (var element in XDocument.Load(path).Descendants())
        {
            _elements.Add(element);
            if (element.Name.LocalName == "Import" && (string?)element.Attribute("Project") is { } import)
            {
                Load(Path.GetFullPath(import.Replace("$(MSBuildThisFileDirectory)", Path.GetDirectoryName(path) + "/", StringComparison.Ordinal), Path.GetDirectoryName(path)!));
            }
        }
    }
}
