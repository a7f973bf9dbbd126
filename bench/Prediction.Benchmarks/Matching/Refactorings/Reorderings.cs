using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ShadowGen.Prediction.Benchmarks.Matching.Refactorings;

/// <summary>Neighbouring statements that do not use each other's locals change places.</summary>
internal sealed class ReorderStatements() : Refactoring("reorder statements")
{
    public override SubjectProgram Apply(SubjectProgram program, double share, Random random)
    {
        var edits = new TextEdits();
        foreach (var (method, _, _) in Declarations<MethodDeclarationSyntax, IMethodSymbol>(program).ToList())
        {
            if (method.Body is null || random.NextDouble() >= share) continue;
            foreach (var block in method.Body.DescendantNodesAndSelf().OfType<BlockSyntax>())
            {
                for (var i = 0; i + 1 < block.Statements.Count; i++)
                {
                    var (first, second) = (block.Statements[i], block.Statements[i + 1]);
                    if (!IsSimple(first) || !IsSimple(second) || DependOnEachOther(first, second)) continue;
                    edits.Add(method.SyntaxTree, [new TextChange(first.Span, second.ToString()), new TextChange(second.Span, first.ToString())]);
                    i++;
                }
            }
        }
        return edits.Apply(program);
    }

    private static bool IsSimple(StatementSyntax statement) => statement is LocalDeclarationStatementSyntax or ExpressionStatementSyntax && !statement.ContainsDirectives;

    private static bool DependOnEachOther(StatementSyntax first, StatementSyntax second) => Declared(first).Intersect(Named(second)).Any() || Declared(second).Intersect(Named(first)).Any();

    private static IEnumerable<string> Declared(StatementSyntax statement) =>
        statement.DescendantNodes().Select(static node => node switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
            SingleVariableDesignationSyntax designation => designation.Identifier.ValueText,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } => name.Identifier.ValueText,
            _ => "",
        }).Where(static name => name.Length > 0);

    private static IEnumerable<string> Named(StatementSyntax statement) => statement.DescendantNodes().OfType<IdentifierNameSyntax>().Select(static name => name.Identifier.ValueText);
}

/// <summary>The methods of a type change places.</summary>
internal sealed class ReorderMembers() : Refactoring("reorder members")
{
    public override SubjectProgram Apply(SubjectProgram program, double share, Random random)
    {
        var edits = new TextEdits();
        foreach (var (type, _, _) in Declarations<TypeDeclarationSyntax, INamedTypeSymbol>(program).ToList())
        {
            var methods = type.Members.OfType<MethodDeclarationSyntax>().ToList();
            if (methods.Count < 2 || type.ContainsDirectives || type.Members.OfType<TypeDeclarationSyntax>().Any() || random.NextDouble() >= share) continue;
            var shuffled = methods.ToArray();
            random.Shuffle(shuffled);
            // Comments in front go with them; an end of line stays.
            edits.Add(type.SyntaxTree, [.. methods.Zip(shuffled).Where(static pair => pair.First != pair.Second).Select(static pair => new TextChange(pair.First.FullSpan, pair.Second.ToFullString()))]);
        }
        return edits.Apply(program);
    }
}
