using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>The indexes of all trees, in the compilation's order. A tree that was there in the last run is not read again.</summary>
internal static class ProjectIndex
{
    public static IndexedTrees Take(
        Compilation compilation, ProjectOptions project, AnalyzerConfigOptionsProvider provider, TreeMemory memory, CancellationToken cancellation)
    {
        var sources = SourceTree.List(compilation, project, provider).ToList();
        var indexes = new TreeIndex[sources.Count];
        var unread = new List<int>();
        for (var i = 0; i < indexes.Length; i++)
        {
            if (memory.IndexOf(sources[i]) is { } known)
                indexes[i] = known;
            else
                unread.Add(i);
        }

        Workers.Run(
            unread.Count,
            compilation.Options.ConcurrentBuild,
            static () => 0,
            (_, item) => memory.Keep(indexes[unread[item]] = TreeIndexer.Index(sources[unread[item]], cancellation)),
            cancellation);
        return new IndexedTrees(indexes.ToEquatableArray());
    }
}
