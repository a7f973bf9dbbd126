using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShadowGen.Generator.Effects;
using ShadowGen.Generator.Marks;

namespace ShadowGen.Analyzers.Rules;

/// <summary>SHG1008: a caller changes what it hands to a speculative call, so that the call cannot start when the caller does.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ArgumentChangedBeforeSpeculativeCallAnalyzer() : RuleAnalyzer(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleIdentifiers.Suggestion(
        RuleIdentifiers.ArgumentChangedBeforeSpeculativeCall,
        "Argument is changed before the speculative call",
        "'{0}' is changed before it is handed to the speculative '{1}' ({2}), so that the call cannot start earlier; hand on what was there at entry, or change it after the call");

    /// <inheritdoc />
    private protected override void Start(CompilationStartAnalysisContext start, KnownAttributes known)
    {
        if (SpeculativeMethods.Find(start.Compilation, start.CancellationToken) is not { } speculative)
            return;
        var effects = new EffectAnalysis(start.Compilation, method => speculative.Promise(method) is not null);
        start.RegisterOperationAction(operation => Analyze(operation, speculative, effects), OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context, SpeculativeMethods speculative, EffectAnalysis effects)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.Arguments.IsEmpty || !speculative.MayBe(call.TargetMethod.Name) || speculative.Promise(call.TargetMethod) is not { } promise || IsNested(call))
            return;
        var graph = context.GetControlFlowGraph();
        if (Call(graph, call.Syntax) is not { } lowered)
            return;
        var caller = new PassedThrough(graph, effects, context.CancellationToken);
        foreach (var argument in lowered.Arguments)
        {
            if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.RefKind: not (RefKind.Ref or RefKind.Out) } && caller.FirstChange(lowered, argument.Value) is { } change)
                context.ReportDiagnostic(Diagnostic.Create(
                    Rule, argument.Value.Syntax.GetLocation(), [change.GetLocation()], argument.Value.Syntax.ToString(), Names.Of(promise), $"'{change}'"));
        }
    }

    private static IInvocationOperation? Call(ControlFlowGraph graph, SyntaxNode syntax) => graph.Blocks
        .SelectMany(static block => block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations)
        .SelectMany(static operation => operation.DescendantsAndSelf()).OfType<IInvocationOperation>().FirstOrDefault(call => call.Syntax == syntax);

    /// <summary>A lambda's entry is not its method's: nothing starts there.</summary>
    private static bool IsNested(IOperation call)
    {
        for (var outer = call.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation or IFieldInitializerOperation or IPropertyInitializerOperation)
                return true;
        }

        return false;
    }
}
