using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ShadowGen.Prediction.Benchmarks.Matching.Refactorings;

/// <summary>Files whose types go to another namespace.</summary>
internal sealed class MoveToNamespace() : Refactoring("move to another namespace")
{
    public override SubjectProgram Apply(SubjectProgram program, double share, Random random)
    {
        var edits = new TextEdits();
        var added = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var tree in program.Compilation.SyntaxTrees)
        {
            var spaces = tree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().ToList();
            if (spaces.Count != 1 || random.NextDouble() >= share) continue;
            var name = $"{spaces[0].Name}.Moved";
            edits.Replace(tree, spaces[0].Name.Span, name);
            added.Add(name);
        }
        var usings = program.Compilation.SyntaxTrees.First(static tree => tree.FilePath == SubjectProgram.GlobalUsings);
        edits.Replace(usings, new TextSpan(usings.Length, 0), string.Concat(added.Select(static name => $"global using {name};\n")));
        return edits.Apply(program);
    }
}

/// <summary>Static methods that go to another class of the same file.</summary>
internal sealed class MoveToType() : Refactoring("move to another type")
{
    public override SubjectProgram Apply(SubjectProgram program, double share, Random random)
    {
        var edits = new TextEdits();
        var usings = new SortedSet<string>(StringComparer.Ordinal);
        var homes = new Dictionary<ISymbol, string>(SymbolEqualityComparer.Default);
        foreach (var (type, symbol, model) in Declarations<ClassDeclarationSyntax, INamedTypeSymbol>(program).ToList())
        {
            if (!symbol.IsStatic || symbol.ContainingType is not null || symbol.IsFileLocal || symbol.IsGenericType || symbol.DeclaringSyntaxReferences.Length != 1 || type.ContainsDirectives) continue;
            var moved = type.Members.OfType<MethodDeclarationSyntax>().Where(_ => random.NextDouble() < share).Where(method => model.GetDeclaredSymbol(method) is { } found && IsAlone(found)).ToList();
            if (moved.Count == 0) continue;
            var home = type.Identifier.ValueText + "Parts";
            var space = symbol.ContainingNamespace.IsGlobalNamespace ? "" : symbol.ContainingNamespace.ToDisplayString() + ".";
            usings.Add($"{space}{type.Identifier.ValueText}");
            usings.Add($"{space}{home}");
            var text = string.Concat(moved.Select(static method => method.ToFullString().Replace("private static", "internal static", StringComparison.Ordinal)));
            List<TextChange> changes = [.. moved.Select(static method => new TextChange(method.FullSpan, "")), new(new TextSpan(type.FullSpan.End, 0), $"\ninternal static partial class {home}\n{{\n{text}\n}}\n")];
            if (!edits.Add(type.SyntaxTree, changes)) continue;
            foreach (var method in moved) homes.Add(model.GetDeclaredSymbol(method)!, home);
            // What stays is used from there.
            foreach (var token in type.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.PrivateKeyword))) edits.Replace(token, "internal");
        }
        foreach (var (name, symbol) in Uses(program, [.. homes.Keys.Select(static symbol => symbol.Name)]))
        {
            if (homes.TryGetValue(symbol, out var home) && name.Parent is MemberAccessExpressionSyntax { Expression: SimpleNameSyntax receiver } access && access.Name == name && receiver.Identifier.ValueText == symbol.ContainingType.Name)
                edits.Replace(receiver.Identifier, home);
        }
        var global = program.Compilation.SyntaxTrees.First(static tree => tree.FilePath == SubjectProgram.GlobalUsings);
        edits.Replace(global, new TextSpan(global.Length, 0), string.Concat(usings.Select(static name => $"global using static {name};\n")));
        return edits.Apply(program);
    }
}
