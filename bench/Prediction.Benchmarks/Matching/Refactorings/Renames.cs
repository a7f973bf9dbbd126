using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.Prediction.Benchmarks.Matching.Refactorings;

/// <summary>Other names for methods; those that override, or answer to an interface, only where no other has the name.</summary>
internal sealed class RenameMethods() : Refactoring("rename methods")
{
    public override SubjectProgram Apply(SubjectProgram program, double share, Random random)
    {
        var names = new Dictionary<ISymbol, string>(SymbolEqualityComparer.Default);
        var edits = new TextEdits();
        var number = 0;
        foreach (var (syntax, symbol, _) in Declarations<MethodDeclarationSyntax, IMethodSymbol>(program).ToList())
        {
            if (!IsAlone(symbol) || random.NextDouble() >= share) continue;
            names.Add(symbol, NewName(random, number++));
            edits.Replace(syntax.Identifier, names[symbol]);
        }
        foreach (var (name, symbol) in Uses(program, [.. names.Keys.Select(static symbol => symbol.Name)]))
        {
            if (names.TryGetValue(symbol, out var text)) edits.Replace(name.Identifier, text);
        }
        return edits.Apply(program);
    }
}

/// <summary>Another name for all methods of one name that override, or answer to an interface of the program: an interface changes, and with it all its implementations.</summary>
internal sealed class RenameFamilies() : Refactoring("rename overridden methods")
{
    public override SubjectProgram Apply(SubjectProgram program, double share, Random random)
    {
        var families = Declarations<MethodDeclarationSyntax, IMethodSymbol>(program).ToList().GroupBy(static found => found.Symbol.Name, StringComparer.Ordinal)
            .Where(static family => family.Any(static found => found.Symbol.IsVirtual || found.Symbol.IsAbstract || found.Symbol.IsOverride) && family.All(static found => IsOfProgram(found.Symbol)))
            .Where(_ => random.NextDouble() < share).ToList();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var edits = new TextEdits();
        foreach (var family in families)
        {
            names.Add(family.Key, NewName(random, names.Count));
            foreach (var (syntax, _, _) in family) edits.Replace(syntax.Identifier, names[family.Key]);
        }
        foreach (var (name, symbol) in Uses(program, [.. names.Keys]))
        {
            if (symbol is IMethodSymbol { Locations: [{ IsInSource: true }, ..] }) edits.Replace(name.Identifier, names[symbol.Name]);
        }
        return edits.Apply(program);
    }

    private static bool IsOfProgram(IMethodSymbol method)
    {
        var root = method;
        while (root.OverriddenMethod is { } overridden) root = overridden;
        return root.Locations[0].IsInSource && method.ContainingType.AllInterfaces.Where(static type => !type.Locations[0].IsInSource).SelectMany(static type => type.GetMembers()).All(member => member.Name != method.Name);
    }
}

/// <summary>Other names for types, which is another id for each of their methods, and for each method that takes one.</summary>
internal sealed class RenameTypes() : Refactoring("rename types")
{
    public override SubjectProgram Apply(SubjectProgram program, double share, Random random)
    {
        var names = new Dictionary<ISymbol, string>(SymbolEqualityComparer.Default);
        var edits = new TextEdits();
        var number = 0;
        foreach (var (_, symbol, _) in Declarations<TypeDeclarationSyntax, INamedTypeSymbol>(program).ToList())
        {
            if (names.ContainsKey(symbol) || symbol.Name.EndsWith("Attribute", StringComparison.Ordinal) || random.NextDouble() >= share) continue;
            names.Add(symbol, NewName(random, number++));
        }
        foreach (var (syntax, symbol, _) in Declarations<TypeDeclarationSyntax, INamedTypeSymbol>(program).ToList())
        {
            if (!names.TryGetValue(symbol, out var text)) continue;
            edits.Replace(syntax.Identifier, text);
            foreach (var member in syntax.Members)
            {
                if (member is ConstructorDeclarationSyntax constructor) edits.Replace(constructor.Identifier, text);
                if (member is DestructorDeclarationSyntax destructor) edits.Replace(destructor.Identifier, text);
            }
        }
        foreach (var (name, symbol) in Uses(program, [.. names.Keys.Select(static symbol => symbol.Name)]))
        {
            if (names.TryGetValue(symbol, out var text)) edits.Replace(name.Identifier, text);
        }
        return edits.Apply(program);
    }
}
