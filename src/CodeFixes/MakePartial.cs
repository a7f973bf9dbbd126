using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.CodeFixes;

/// <summary>Adds <c>partial</c> to every declaration of the types that findings stand in, and of the types around them.</summary>
internal static class MakePartial
{
    public const string Title = "Make partial";

    /// <summary>One edit of each file for all its types: two fixes may concern one type around both.</summary>
    public static async Task<Solution> FixAsync(Solution solution, IReadOnlyList<(Document Document, ImmutableArray<Diagnostic> Diagnostics)> found, CancellationToken cancellation)
    {
        var declarations = new HashSet<TypeDeclarationSyntax>();
        foreach (var (document, diagnostics) in found)
        {
            if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
                continue;
            foreach (var diagnostic in diagnostics)
            {
                if (root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration)
                    declarations.UnionWith(Modifiers.Lacking(model.GetDeclaredSymbol(declaration, cancellation), cancellation));
            }
        }

        foreach (var file in declarations.GroupBy(static declaration => declaration.SyntaxTree))
        {
            if (solution.GetDocument(file.Key) is { } document)
                solution = solution.WithDocumentSyntaxRoot(document.Id, file.Key.GetRoot(cancellation).ReplaceNodes(file, static (_, current) => Modifiers.AddPartial(current)));
        }

        return solution;
    }
}
