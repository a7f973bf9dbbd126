using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Generator.Effects;
using ShadowGen.Generator.Model;
using ShadowGen.Generator.Parsing;

namespace ShadowGen.Generator.Ahead;

/// <summary>
/// What a call is to those that might be made ahead of it. A call that is not known to be a read may write, or may be there to forbid what follows: nothing passes it.
/// Only code of one tree is looked into.
/// </summary>
internal sealed class CallRules(EffectAnalysis effects, SyntaxTree tree, CancellationToken cancellation)
{
    /// <summary>Whether nothing but its result, and the time that it takes, shows that it was called.</summary>
    public bool IsRead(IMethodSymbol method) => effects.IsTrusted(method) || (IsKnown(method) && KnownCalls.Of(method) is CallKind.Reads or CallKind.Creates or CallKind.Fetches);

    /// <summary>The end of a <c>using</c> may be that of a transaction, a lock or a scope. Enumerators have nothing of the kind.</summary>
    public static bool IsEndOfScope(IMethodSymbol method, IOperation? instance)
    {
        while (instance is Microsoft.CodeAnalysis.Operations.IConversionOperation conversion)
            instance = conversion.Operand;
        return method.Name is "Dispose" or "DisposeAsync" && instance?.Type is not { Name: "Enumerator" };
    }

    public bool IsPassable(IMethodSymbol method) => effects.IsTrusted(method) || (IsKnown(method) && KnownCalls.Of(method) is not (CallKind.Unknown or CallKind.Acts));

    /// <summary>Whether a call of a read may take long enough that another one gains by being under way meanwhile. Of an asynchronous one it is the <c>await</c> that does.</summary>
    public static bool TakesTime(IMethodSymbol method) =>
        AsyncResults.KindOf(method.ReturnType) == AsyncKind.None && (HasSource(method) || KnownCalls.Of(method) is CallKind.Fetches or CallKind.Unknown or CallKind.Acts);

    public bool IsPassable(IPropertySymbol property)
    {
        if (property.ContainingType is { Name: "Lazy" or "ThreadLocal" or "AsyncLocal" } || property is { Name: "Result", ContainingType.Name: "Task" or "ValueTask" })
            return false;
        return Passes(property.GetMethod) && Passes(property.SetMethod);

        bool Passes(IMethodSymbol? accessor) => accessor is null || BodyOf(accessor) is not { } body || KnownCalls.IsPure(accessor) || IsQuiet(accessor, body);
    }

    /// <summary>An object of a type with code of its own to run when it is made may do anything; so may a resource of others.</summary>
    public static bool IsPassable(IMethodSymbol constructor, ITypeSymbol type)
    {
        if (!HasSource(type))
            return !type.AllInterfaces.Any(static contract => contract.Name is "IDisposable" or "IAsyncDisposable" && contract.ContainingNamespace.Name == "System");
        if (!constructor.IsImplicitlyDeclared && constructor.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is not TypeDeclarationSyntax))
            return false;
        for (var at = type; at is { SpecialType: SpecialType.None }; at = at.BaseType)
        {
            if (HasSource(at) && at.DeclaringSyntaxReferences.Any(static part => part.GetSyntax() is TypeDeclarationSyntax declaration && RunsCode(declaration)))
                return false;
        }

        return true;
    }

    public static bool HasSource(ISymbol symbol) => !symbol.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty || (symbol is IMethodSymbol { ReducedFrom: { } full } && HasSource(full));

    // Locks, and whatever else orders threads, are there to keep calls where they stand; so is what throws on a condition.
    private static bool IsKnown(IMethodSymbol method) =>
        !(HasSource(method) && !method.IsImplicitlyDeclared)
        && method.MethodKind is not (MethodKind.DelegateInvoke or MethodKind.LocalFunction)
        && !method.Name.StartsWith("ThrowIf", StringComparison.Ordinal)
        && method.ContainingType is not { Name: "Monitor" or "Lock" or "Interlocked" or "Volatile" or "GC" }
        && !(method.ContainingType is { Name: "Task" } && method.Name is "Wait" or "WaitAll" or "WaitAny" or "RunSynchronously" or "Run")
        && !(method is { Name: "MoveNext" or "MoveNextAsync", ContainingType.TypeKind: TypeKind.Interface });

    // An auto-property has no code; neither has one that another class must give.
    private static SyntaxNode? BodyOf(IMethodSymbol accessor) => accessor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        AccessorDeclarationSyntax declared => (SyntaxNode?)declared.Body ?? declared.ExpressionBody,
        ArrowExpressionClauseSyntax arrow => arrow,
        _ => null,
    };

    private bool IsQuiet(IMethodSymbol accessor, SyntaxNode body) =>
        body.SyntaxTree == tree
        && !accessor.IsVirtual && !accessor.IsOverride
        && !body.DescendantNodes().Any(static node => node.IsKind(SyntaxKind.ThrowStatement) || node.IsKind(SyntaxKind.ThrowExpression) || node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax)
        && effects.Of(accessor, cancellation) is { First: null };

    private static bool RunsCode(TypeDeclarationSyntax type) => type.BaseList?.Types.FirstOrDefault() is PrimaryConstructorBaseTypeSyntax { ArgumentList.Arguments.Count: > 0 } && type is not RecordDeclarationSyntax
        || type.Members.Any(static member => member switch
        {
            PropertyDeclarationSyntax { Initializer: not null } => true,
            BaseFieldDeclarationSyntax field => field.Declaration.Variables.Any(static variable => variable.Initializer is not null) && !field.Modifiers.Any(SyntaxKind.ConstKeyword),
            ConstructorDeclarationSyntax constructor => constructor.Modifiers.Any(SyntaxKind.StaticKeyword),
            _ => false,
        });
}
