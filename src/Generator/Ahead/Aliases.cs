using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShadowGen.Generator.Ahead;

/// <summary>Which variables of a body keep the value that they begin with: parameters that are never written, and locals that are no more than a name for their initialiser.</summary>
internal sealed class Aliases
{
    private readonly HashSet<ISymbol> _written = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, IOperation> _initializers = new(SymbolEqualityComparer.Default);

    /// <param name="body">With its lambdas and local functions.</param>
    public Aliases(IOperation body)
    {
        foreach (var operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation { Symbol: var local } declarator when (declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer) is { } initializer:
                    _initializers[local] = initializer.Value;
                    if (local.RefKind != RefKind.None)
                        Write(initializer.Value);
                    break;
                case IAssignmentOperation assignment:
                    Write(assignment.Target);
                    if (assignment is ISimpleAssignmentOperation { IsRef: true })
                        Write(assignment.Value);
                    break;
                case IIncrementOrDecrementOperation step:
                    Write(step.Target);
                    break;
                case IArgumentOperation { Parameter.RefKind: not RefKind.None } argument:
                    Write(argument.Value);
                    break;
                case IAddressOfOperation address:
                    Write(address.Reference);
                    break;
                case IReturnOperation { ReturnedValue: { } value } when value.Syntax.Parent is Microsoft.CodeAnalysis.CSharp.Syntax.RefExpressionSyntax:
                    Write(value);
                    break;
            }
        }
    }

    public bool IsWritten(ISymbol variable) => _written.Contains(variable);

    /// <summary>Null where the local is, or may become, anything else.</summary>
    public IOperation? InitializerOf(ILocalSymbol local) =>
        local.RefKind == RefKind.None && !IsWritten(local) && _initializers.TryGetValue(local, out var value) ? value : null;

    // A write to a part of a struct is one to the variable.
    private void Write(IOperation target)
    {
        switch (target)
        {
            case ILocalReferenceOperation { Local: var local }:
                _written.Add(local);
                break;
            case IParameterReferenceOperation { Parameter: var parameter }:
                _written.Add(parameter);
                break;
            case IFieldReferenceOperation { Instance: { Type.IsValueType: true } owner }:
                Write(owner);
                break;
            case IPropertyReferenceOperation { Instance: { Type.IsValueType: true } owner }:
                Write(owner);
                break;
            case ITupleOperation tuple:
                foreach (var element in tuple.Elements)
                    Write(element);
                break;
            case IDeclarationExpressionOperation declaration:
                Write(declaration.Expression);
                break;
            case IConversionOperation conversion:
                Write(conversion.Operand);
                break;
            case IConditionalOperation { WhenFalse: { } other } choice:
                Write(choice.WhenTrue);
                Write(other);
                break;
        }
    }
}
