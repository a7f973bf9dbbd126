using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.Prediction.Benchmarks.Matching.Refactorings;

/// <summary>A change that people make to a program, made to a random share of what it can be made to.</summary>
/// <param name="name">In tables.</param>
internal abstract class Refactoring(string name)
{
    private static readonly string[] Words = ["Compute", "Resolve", "Apply", "Gather", "Build", "Fetch", "Track", "Merge", "Probe", "Settle", "Render", "Split", "Weigh", "Align", "Emit", "Visit"];

    public string Name { get; } = name;

    /// <param name="program">Before.</param>
    /// <param name="share">Of the places where it can be done, 0 to 1.</param>
    /// <param name="random">Chooses them.</param>
    /// <returns>After.</returns>
    public abstract SubjectProgram Apply(SubjectProgram program, double share, Random random);

    /// <summary>A name that nothing has.</summary>
    protected static string NewName(Random random, int number) => $"{Words[random.Next(Words.Length)]}{Words[random.Next(Words.Length)]}{number}";

    /// <summary>Declarations of a kind with their symbols, in the order of the sources.</summary>
    protected static IEnumerable<(TSyntax Syntax, TSymbol Symbol, SemanticModel Model)> Declarations<TSyntax, TSymbol>(SubjectProgram program)
        where TSyntax : SyntaxNode
        where TSymbol : class, ISymbol =>
        from tree in program.Compilation.SyntaxTrees
        let model = program.Compilation.GetSemanticModel(tree)
        from node in tree.GetRoot().DescendantNodes()
        where node is TSyntax
        let symbol = model.GetDeclaredSymbol(node) as TSymbol
        where symbol is not null
        select ((TSyntax)node, symbol, model);

    /// <summary>All names in code that stand for some symbol.</summary>
    protected static IEnumerable<(SimpleNameSyntax Name, ISymbol Symbol)> Uses(SubjectProgram program, HashSet<string> names) =>
        from tree in program.Compilation.SyntaxTrees
        let model = program.Compilation.GetSemanticModel(tree)
        from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
        where names.Contains(name.Identifier.ValueText)
        let info = model.GetSymbolInfo(name)
        let symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault()
        where symbol is not null
        select (name, Original(symbol));

    /// <summary>The declaration that a symbol in code comes from.</summary>
    protected static ISymbol Original(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { ReducedFrom: { } extension } => Original(extension),
        IMethodSymbol { PartialDefinitionPart: { } definition } => definition.OriginalDefinition,
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.ContainingType.OriginalDefinition,
        IAliasSymbol alias => alias.Target.OriginalDefinition,
        _ => symbol.OriginalDefinition,
    };

    /// <summary>Neither overrides nor is overridden, nor does it stand in for an interface's member, as far as its type says.</summary>
    protected static bool IsAlone(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, IsVirtual: false, IsAbstract: false, IsOverride: false, ExplicitInterfaceImplementations.IsEmpty: true, IsExtern: false, PartialDefinitionPart: null, PartialImplementationPart: null }
        && method.ContainingType.TypeKind is TypeKind.Class or TypeKind.Struct
        && method.ContainingType.AllInterfaces.SelectMany(static type => type.GetMembers()).OfType<IMethodSymbol>().All(member => member.Name != method.Name)
        && method.Name != "Main" && !method.Name.StartsWith('<');
}
