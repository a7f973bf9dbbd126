using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ShadowGen.Prediction.Benchmarks.Matching;

/// <summary>
/// Which method is which, whatever a refactoring does to it: a comment with a number in front of each member, which moves with it, and which no part of a fingerprint or an id sees. What a refactoring
/// adds has none.
/// </summary>
internal static partial class Tags
{
    public static SubjectProgram Add(SubjectProgram program)
    {
        var number = 0;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tree in program.Compilation.SyntaxTrees)
        {
            var changes = Tagged(tree.GetRoot()).Select(node => new TextChange(new TextSpan(node.SpanStart, 0), string.Create(CultureInfo.InvariantCulture, $"/*@{number++}*/"))).OrderBy(static change => change.Span.Start).ToList();
            if (changes.Count > 0) texts[tree.FilePath] = tree.GetText().WithChanges(changes).ToString();
        }
        return program.With(texts);
    }

    /// <summary>Documentation ids by number. What runs initialisers is known by its type's number: constructors that nobody wrote, and the common part of several.</summary>
    public static Dictionary<string, string> Read(SubjectProgram program)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tree in program.Compilation.SyntaxTrees)
        {
            var model = program.Compilation.GetSemanticModel(tree);
            foreach (var node in Tagged(tree.GetRoot()))
            {
                var match = Tag().Match(node.GetLeadingTrivia().ToFullString());
                if (!match.Success || model.GetDeclaredSymbol(node)?.GetDocumentationCommentId() is not { } id) continue;
                var number = match.Groups[1].Value;
                if (node is not TypeDeclarationSyntax)
                {
                    found[number] = id;
                    continue;
                }
                found[number + " new"] = $"M:{id[2..]}.#ctor";
                found[number + " static"] = $"M:{id[2..]}.#cctor";
            }
        }
        return found;
    }

    private static IEnumerable<SyntaxNode> Tagged(SyntaxNode root) =>
        root.DescendantNodes().Where(static node => node is BaseMethodDeclarationSyntax or PropertyDeclarationSyntax or IndexerDeclarationSyntax or EventDeclarationSyntax or TypeDeclarationSyntax);

    [GeneratedRegex(@"/\*@(\d+)\*/(?!.*/\*@)", RegexOptions.Singleline)]
    private static partial Regex Tag();
}
