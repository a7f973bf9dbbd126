using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ShadowGen.Prediction.Benchmarks.Matching.Refactorings;

/// <summary>
/// A run of statements, two thirds of the code at most, becomes a method of its own, which nothing of before is the counterpart of. Locals that go in are parameters; one at most comes out, as the result.
/// </summary>
internal sealed class ExtractMethod() : Refactoring("extract method")
{
    private const int LeastStatements = 2;

    // Beyond that it is the method that stays which is new: a wrapper.
    private const double MostOfCode = 2.0 / 3;

    public override SubjectProgram Apply(SubjectProgram program, double share, Random random)
    {
        var edits = new TextEdits();
        var number = 0;
        foreach (var (method, symbol, model) in Declarations<MethodDeclarationSyntax, IMethodSymbol>(program).ToList())
        {
            if (method.Body is not { Statements.Count: > LeastStatements } body || symbol.IsAsync || symbol.IsGenericMethod || symbol.ContainingType.TypeKind != TypeKind.Class || symbol.ContainingType.IsGenericType || method.ContainsDirectives) continue;
            var runs = RunsOf(body).Where(run => run[^1].Span.End - run[0].SpanStart <= MostOfCode * body.Span.Length).Where(static run => !run.SelectMany(static statement => statement.DescendantNodesAndSelf()).Any(IsTied)).Select(run => (Run: run, Flow: FlowOf(run, model))).Where(static candidate => candidate.Flow is not null).ToList();
            if (runs.Count == 0 || random.NextDouble() >= share) continue;
            var (statements, flow) = runs[random.Next(runs.Count)];
            Extract(method, symbol, statements, flow!, NewName(random, number++), edits);
        }
        return edits.Apply(program);
    }

    private static IEnumerable<List<StatementSyntax>> RunsOf(BlockSyntax body)
    {
        foreach (var block in body.DescendantNodesAndSelf().OfType<BlockSyntax>())
        {
            for (var from = 0; from < block.Statements.Count; from++)
            {
                for (var count = LeastStatements; from + count <= block.Statements.Count && count < block.Statements.Count + (block == body ? 0 : 1); count++)
                    yield return [.. block.Statements.Skip(from).Take(count)];
            }
        }
    }

    // What cannot stand in another method as it is.
    private static bool IsTied(SyntaxNode node) =>
        node is ReturnStatementSyntax or YieldStatementSyntax or AwaitExpressionSyntax or LocalFunctionStatementSyntax or LabeledStatementSyntax or GotoStatementSyntax or FixedStatementSyntax or RefExpressionSyntax or StackAllocArrayCreationExpressionSyntax
            or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 };

    private static DataFlowAnalysis? FlowOf(List<StatementSyntax> run, SemanticModel model)
    {
        if (model.AnalyzeControlFlow(run[0], run[^1]) is not { Succeeded: true, ExitPoints.IsEmpty: true, EntryPoints.IsEmpty: true }) return null;
        if (model.AnalyzeDataFlow(run[0], run[^1]) is not { Succeeded: true } flow || flow.DataFlowsOut.Length > 1) return null;
        // A local that is declared inside and used outside can only be the result.
        if (flow.VariablesDeclared.Any(local => flow.ReadOutside.Contains(local) && !flow.DataFlowsOut.Contains(local)) || flow.VariablesDeclared.Any(local => flow.WrittenOutside.Contains(local))) return null;
        if (flow.WrittenInside.Any(local => !flow.VariablesDeclared.Contains(local) && !flow.DataFlowsOut.Contains(local) && local is not IParameterSymbol { IsThis: true } && flow.ReadOutside.Contains(local))) return null;
        var concerned = flow.DataFlowsIn.Concat(flow.DataFlowsOut).Concat(flow.WrittenInside.Where(local => !flow.VariablesDeclared.Contains(local)));
        return concerned.All(static local => local is ILocalSymbol { RefKind: RefKind.None, Type.IsAnonymousType: false } or IParameterSymbol { RefKind: RefKind.None }) ? flow : null;
    }

    private static void Extract(MethodDeclarationSyntax method, IMethodSymbol symbol, List<StatementSyntax> run, DataFlowAnalysis flow, string name, TextEdits edits)
    {
        var result = flow.DataFlowsOut.SingleOrDefault();
        var inputs = flow.DataFlowsIn.Where(static local => local is not IParameterSymbol { IsThis: true }).ToList();
        var parameters = string.Join(", ", inputs.Select(static local => $"{TypeOf(local)} {local.Name}"));
        // Written in it before it is read, so that nothing goes in.
        var variables = string.Concat(flow.WrittenInside.Where(local => !flow.VariablesDeclared.Contains(local) && !inputs.Contains(local, SymbolEqualityComparer.Default) && local is not IParameterSymbol { IsThis: true }).Select(static local => $"{TypeOf(local)} {local.Name};\n"));
        var isDeclaredInside = result is not null && flow.VariablesDeclared.Contains(result);
        var call = $"{name}({string.Join(", ", inputs.Select(static local => local.Name))});";
        var text = result is null ? call : $"{(isDeclaredInside ? "var " : "")}{result.Name} = {call}";
        var span = TextSpan.FromBounds(run[0].SpanStart, run[^1].Span.End);
        var code = method.SyntaxTree.GetText().ToString(span);
        var extracted = $"\nprivate {(symbol.IsStatic ? "static " : "")}{(result is null ? "void" : TypeOf(result))} {name}({parameters})\n{{\n{variables}{code}\n{(result is null ? "" : $"return {result.Name};\n")}}}\n";
        edits.Add(method.SyntaxTree, [new TextChange(span, text), new TextChange(new TextSpan(method.Span.End, 0), extracted)]);
    }

    private static string TypeOf(ISymbol local) => (local is ILocalSymbol variable ? variable.Type : ((IParameterSymbol)local).Type).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
