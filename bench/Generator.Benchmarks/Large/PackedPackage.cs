using System.IO.Compression;
using ShadowGen.Generator.Benchmarks.Builds;

namespace ShadowGen.Generator.Benchmarks.Large;

/// <summary>The nupkg of this repository, packed and unpacked: what users install, with its build tasks.</summary>
internal static class PackedPackage
{
    /// <param name="repository">Its root folder.</param>
    /// <param name="folder">Gets the unpacked package.</param>
    /// <exception cref="InvalidOperationException">It cannot be packed.</exception>
    public static void Unpack(string repository, string folder)
    {
        var feed = folder + "-feed";
        DotNet.Run("pack", Path.Combine(repository, "src", "Package"), "-c", "Release", "-v:q", "-nodeReuse:false", "-o", feed);
        ZipFile.ExtractToDirectory(Directory.EnumerateFiles(feed, "*.nupkg").Single(), folder);
    }
}
