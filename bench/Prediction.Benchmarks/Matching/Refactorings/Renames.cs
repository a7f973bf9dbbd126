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
