using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShadowGen.Generator.Frequency;

namespace ShadowGen.Analyzers.HotPaths;

/// <summary>
/// How often each operation of a body runs for one run of the body, by the body's shape: loops, branches and early exits, branches with the rates of the static frequencies
/// (<see cref="Evidence"/>). The diagrams' frequencies come from the control-flow graph, which knows jumps as well; making one for every body of a large project costs more
/// than this whole rule may, and here one pass over operations that the compiler's driver has bound already does. Lambdas and local functions are code of the member. Not thread-safe.
/// </summary>
internal sealed class BodyShape(BodyFacts facts, CallReader calls, OperationCost costs, IAssemblySymbol own, CancellationToken cancellation)
{
    /// <summary>
    /// Rounds of a loop that does not say more: Ball and Larus's rate, 0.88. The graph's rates are fitted to the order of edges in programs that ran; shares of time need sizes that
    /// no single loop over a text outweighs.
    /// </summary>
    private const double Rounds = 0.88 / (1 - 0.88);

    private const double RoundsOverText = 30;
    private const double MostRounds = 256;
    private const double Cold = 1 - Evidence.Throw;

    private readonly Dictionary<IMethodSymbol, double> _localCalls = new(SymbolEqualityComparer.Default);
    private readonly List<ILocalFunctionOperation> _localFunctions = [];
    private int _loops;

    public void Read(IOperation body)
    {
        Walk(body, 1);

        // In the order of the source: one that only a later one calls is not counted for it.
        for (var i = 0; i < _localFunctions.Count; i++)
        {
            if (_localFunctions[i].Body is { } inner && _localCalls.TryGetValue(_localFunctions[i].Symbol.OriginalDefinition, out var runs))
                Walk(inner, runs);
        }
    }

    /// <returns>The share of the runs that go on behind the operation.</returns>
    private double Walk(IOperation? operation, double runs)
    {
        // Half of all operations are leaves that cost nothing and call nothing.
        if (operation is null || runs <= 0 || operation.Kind is OperationKind.Literal or OperationKind.LocalReference or OperationKind.ParameterReference or OperationKind.InstanceReference)
            return 1;
        cancellation.ThrowIfCancellationRequested();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var cost = costs.Of(operation, own);
        facts.Cost += runs * cost;
        facts.HasEvidence |= cost >= OperationCost.Service;
        calls.Read(operation, runs, _loops > 0);
        switch (operation)
        {
            case IConditionalOperation branch:
                return Branch(branch, runs);
            case ILoopOperation loop:
                Loop(loop, runs);
                return 1;
            case ISwitchOperation choice:
                return Switch(choice, runs);
            case ISwitchExpressionOperation choice:
                Walk(choice.Value, runs);
                var arms = choice.Arms.Count(static arm => !BranchRates.IsThrow(arm.Value));
                foreach (var arm in choice.Arms)
                    Walk(arm, runs * (BranchRates.IsThrow(arm.Value) ? Cold : 1.0 / arms));
                return 1;
            case ITryOperation attempt:
                var goesOn = Walk(attempt.Body, runs);
                foreach (var handler in attempt.Catches)
                    Walk(handler, runs * Cold);
                Walk(attempt.Finally, runs);
                return goesOn;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both:
                Walk(both.LeftOperand, runs);
                Walk(both.RightOperand, runs / 2);
                return 1;
            case IConditionalAccessOperation access:
                Walk(access.Operation, runs);
                Walk(access.WhenNotNull, runs * Evidence.Pointer);
                return 1;
            case ICoalesceOperation coalesce:
                Walk(coalesce.Value, runs);
                Walk(coalesce.WhenNull, runs * (BranchRates.IsThrow(coalesce.WhenNull) ? Cold : 1 - Evidence.Pointer));
                return 1;
            case ICoalesceAssignmentOperation assignment:
                Walk(assignment.Target, runs);
                Walk(assignment.Value, runs * (1 - Evidence.Pointer));
                return 1;
            case IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } creation:
                Lambda(lambda, creation, runs);
                return 1;
            case IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } local } } creation:
                CallLocal(local, runs * RunsOf(creation));
                return 1;
            case IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } local }:
                CallLocal(local, runs);
                break;
            case ILocalFunctionOperation function:
                _localFunctions.Add(function);
                return 1;
            case IAnonymousFunctionOperation or INameOfOperation or ITypeOfOperation: // the first is an expression tree's, which is data
                return 1;
            case IReturnOperation { Kind: OperationKind.Return } or IThrowOperation or IBranchOperation:
                Children(operation, runs);
                return 0;
        }

        return Children(operation, runs);
    }

    private double Children(IOperation operation, double runs)
    {
        var goesOn = 1.0;
        foreach (var child in operation.ChildOperations)
            goesOn *= Walk(child, runs * goesOn);
        return goesOn;
    }

    private double Branch(IConditionalOperation branch, double runs)
    {
        Walk(branch.Condition, runs);
        var taken = BranchRates.Of(branch, _loops > 0);
        var onTrue = Walk(branch.WhenTrue, runs * taken);
        var onFalse = Walk(branch.WhenFalse, runs * (1 - taken));
        return (taken * onTrue) + ((1 - taken) * onFalse);
    }

    private double Switch(ISwitchOperation choice, double runs)
    {
        Walk(choice.Value, runs);
        var common = choice.Cases.Count(static section => !BranchRates.IsThrow(section));
        var goesOn = choice.Cases.Any(static section => section.Clauses.Any(static clause => clause.CaseKind == CaseKind.Default)) ? 0.0 : 1.0 / (common + 1);
        foreach (var section in choice.Cases)
        {
            var share = BranchRates.IsThrow(section) ? Cold : 1.0 / common;
            Walk(section, runs * share);
            goesOn += BranchRates.LeavesMember(section) ? 0 : share;
        }

        return Math.Min(goesOn, 1);
    }

    private void Loop(ILoopOperation loop, double runs)
    {
        facts.HasEvidence = true;
        var rounds = RoundsOf(loop);
        switch (loop)
        {
            case IForEachLoopOperation each:
                Walk(each.Collection, runs);
                calls.Enumeration(each, runs, runs * rounds);
                break;
            case IForLoopOperation counted:
                foreach (var before in counted.Before)
                    Walk(before, runs);
                break;
        }

        _loops++;
        switch (loop)
        {
            case IForLoopOperation counted:
                Walk(counted.Condition, runs * rounds);
                foreach (var bottom in counted.AtLoopBottom)
                    Walk(bottom, runs * rounds);
                break;
            case IWhileLoopOperation conditional:
                Walk(conditional.Condition, runs * rounds);
                break;
        }

        Walk(loop.Body, runs * rounds);
        _loops--;
    }

    private static double RoundsOf(ILoopOperation loop)
    {
        if (loop is IForLoopOperation { Condition: IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.NotEquals, LeftOperand: ILocalReferenceOperation } test }
            && test.RightOperand.ConstantValue is { HasValue: true, Value: int bound })
            return Math.Min(Math.Max(bound + (test.OperatorKind == BinaryOperatorKind.LessThanOrEqual ? 1 : 0), 1), MostRounds);
        return IsOverText(loop) ? RoundsOverText : Rounds;
    }

    private static bool IsOverText(ILoopOperation loop) => loop is IForEachLoopOperation each
        ? each.LoopControlVariable is IVariableDeclaratorOperation { Symbol.Type.SpecialType: SpecialType.System_Char or SpecialType.System_Byte }
        : HasPieceOfText(loop);

    // Of loops in loops the innermost goes over the text.
    private static bool HasPieceOfText(IOperation operation)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var child in operation.ChildOperations)
        {
            if (child is not ILoopOperation && (TripCounts.IsPieceOfText(child) || HasPieceOfText(child)))
                return true;
        }

        return false;
    }

    private void Lambda(IAnonymousFunctionOperation lambda, IDelegateCreationOperation creation, double runs)
    {
        if (CallReader.DestinationOf(creation) is { } place)
            facts.Given.Add((place, null));
        var each = RunsOf(creation);
        _loops += each > 1 ? 1 : 0;
        Walk(lambda.Body, runs * each);
        _loops -= each > 1 ? 1 : 0;
    }

    // Code of ours that takes a function is read itself, or not known.
    private double RunsOf(IDelegateCreationOperation creation) =>
        CallReader.DestinationOf(creation) is IParameterSymbol parameter && !SymbolEqualityComparer.Default.Equals(parameter.ContainingAssembly, own) ? DelegateRuns.Of(parameter) : 1;

    private void CallLocal(IMethodSymbol function, double runs) =>
        _localCalls[function.OriginalDefinition] = (_localCalls.TryGetValue(function.OriginalDefinition, out var known) ? known : 0) + runs;
}
