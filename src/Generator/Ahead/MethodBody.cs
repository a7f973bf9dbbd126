using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShadowGen.Generator.Ahead;

/// <summary>A method's code, as the source has it and as it flows.</summary>
internal sealed record MethodBody(IMethodBodyOperation Operation, ControlFlowGraph Graph)
{
    /// <summary>Null where the code is not in the model's tree.</summary>
    public static MethodBody? Of(IMethodSymbol method, SemanticModel model, CancellationToken cancellation) =>
        (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.FirstOrDefault() is { } reference
        && reference.SyntaxTree == model.SyntaxTree
        && reference.GetSyntax(cancellation) is MethodDeclarationSyntax declaration
        && model.GetOperation(declaration, cancellation) is IMethodBodyOperation operation
            ? new MethodBody(operation, ControlFlowGraph.Create(operation, cancellation))
            : null;
}
