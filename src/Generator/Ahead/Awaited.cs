using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShadowGen.Generator.Ahead;

/// <summary>Whether all that an <c>await</c> waits for is reads, which were begun by the body itself.</summary>
internal sealed class Awaited(Aliases aliases, CallRules rules)
{
    private const int Deepest = 16;

    public bool IsKnown(IOperation? operation, int depth = 0)
    {
        if (operation is null || depth > Deepest)
            return false;
        return operation switch
        {
            IConversionOperation { OperatorMethod: null } conversion => IsKnown(conversion.Operand, depth + 1),
            IInvocationOperation call when IsPassing(call.TargetMethod) => Inputs(call).All(input => IsKnown(input, depth + 1)),
            IInvocationOperation call => IsPause(call.TargetMethod) || rules.IsRead(call.TargetMethod),
            ILocalReferenceOperation { Local: var local } => aliases.InitializerOf(local) is { } value && IsKnown(value, depth + 1),
            IConditionalOperation { WhenFalse: { } other } choice => IsKnown(choice.WhenTrue, depth + 1) && IsKnown(other, depth + 1),
            ICoalesceOperation choice => IsKnown(choice.Value, depth + 1) && IsKnown(choice.WhenNull, depth + 1),
            IArrayCreationOperation { Initializer: { } elements } => elements.ElementValues.All(element => IsKnown(element, depth + 1)),
            ICollectionExpressionOperation collection => collection.Elements.All(element => IsKnown(element, depth + 1)),
            IPropertyReferenceOperation { Instance: null, Property: { Name: "CompletedTask" } property } => IsOfTask(property),
            _ => operation.ConstantValue.HasValue,
        };
    }

    // What these return is done when what they are given is.
    private static bool IsPassing(IMethodSymbol method) => method.Name is "ConfigureAwait" or "AsTask" or "Preserve" or "WhenAll" or "WhenAny" && IsOfTask(method);

    private static bool IsPause(IMethodSymbol method) => method.Name is "Yield" or "Delay" or "FromResult" && IsOfTask(method);

    private static bool IsOfTask(ISymbol member) => member.ContainingType is { Name: "Task" or "ValueTask" } type && type.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks";

    private static IEnumerable<IOperation> Inputs(IInvocationOperation call) =>
        call.Instance is { } instance ? [instance] : call.Arguments.Select(static argument => argument.Value);
}
