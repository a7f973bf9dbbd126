using Microsoft.CodeAnalysis;

namespace ShadowGen.Analyzers.HotPaths;

/// <summary>What the rule says one thing about.</summary>
/// <param name="Method">To be marked.</param>
/// <param name="Share">Of the program's time, behind the method's calls: 0 to 1.</param>
/// <param name="IsMeasured">The time is a share of what a model has measured, and not estimated by code alone.</param>
/// <param name="Path">The members that lead there, from a root on, and the method last.</param>
internal sealed record HotPath(IMethodSymbol Method, double Share, bool IsMeasured, IReadOnlyList<ISymbol> Path)
{
    private const int MostNames = 6;

    /// <summary><c>Main &gt; Run &gt; Parse</c>; of long ones the beginning and the end.</summary>
    public string Text
    {
        get
        {
            var names = Path.Select(NameOf).ToList();
            if (names.Count > MostNames)
                names = [names[0], names[1], "…", .. names.Skip(names.Count - (MostNames - 3))];
            return string.Join(" > ", names);
        }
    }

    private static string NameOf(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => $"new {member.ContainingType.Name}",
        IMethodSymbol { MethodKind: MethodKind.StaticConstructor } => member.ContainingType.Name,
        IMethodSymbol { Name: "<Main>$" } => "Main",
        IMethodSymbol { MethodKind: MethodKind.ExplicitInterfaceImplementation } => member.Name.Substring(member.Name.LastIndexOf('.') + 1),
        IPropertySymbol { IsIndexer: true } => $"{member.ContainingType.Name}[]",
        _ => member.Name,
    };
}
