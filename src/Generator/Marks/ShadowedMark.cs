using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Marks;

/// <summary>What one <c>[Shadowed]</c> says by its named arguments.</summary>
internal readonly struct ShadowedMark
{
    /// <summary>The members that limit a call, in the order of the attribute.</summary>
    public static readonly string[] BudgetNames =
    [
        KnownNames.CpuBudgetMilliseconds, KnownNames.ElapsedBudgetMilliseconds, KnownNames.AllocatedBytesBudget, KnownNames.NetworkBytesBudget,
        KnownNames.DepthBudget, KnownNames.CallBudget,
    ];

    private readonly AttributeData _data;

    private ShadowedMark(AttributeData data) => _data = data;

    public bool IsSpeculative => Value(KnownNames.Speculative) is true;

    /// <summary>Null when none is named; what does not compile counts as none.</summary>
    public string? Prefetch => Value(KnownNames.Prefetch) as string;

    public bool HasBudget => BudgetNames.Any(Has);

    public bool HasArguments => !_data.NamedArguments.IsEmpty;

    /// <summary>The mark on a declaration, or null.</summary>
    public static ShadowedMark? Of(ISymbol symbol, KnownAttributes known)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (known.IsShadowed(attribute.AttributeClass))
                return new ShadowedMark(attribute);
        }

        return null;
    }

    /// <summary>The mark that a piece of source makes on a method; null when the attribute is another one or stands elsewhere.</summary>
    public static (ShadowedMark Mark, IMethodSymbol Method)? Of(AttributeSyntax syntax, KnownAttributes known, SemanticModel model, CancellationToken cancellation)
    {
        if (syntax.Parent?.Parent is not MethodDeclarationSyntax declaration
            || !known.IsShadowed(KnownAttributes.ClassOf(syntax, model, cancellation))
            || model.GetDeclaredSymbol(declaration, cancellation) is not { } method)
            return null;
        return Of(method, known) is { } mark ? (mark, method) : null;
    }

    public object? Value(string name)
    {
        foreach (var argument in _data.NamedArguments)
        {
            if (argument.Key == name)
                return argument.Value.Kind == TypedConstantKind.Error ? null : argument.Value.Value;
        }

        return null;
    }

    /// <summary>Whether a budget is given; 0 gives none.</summary>
    public bool Has(string budget) => Number(budget) is not 0;

    /// <summary>A budget's value; 0 where it is not given.</summary>
    public double Number(string budget) => Value(budget) switch
    {
        double number => number,
        long number => number,
        int number => number,
        _ => 0,
    };

    /// <summary>The argument in the attribute's source.</summary>
    public static AttributeArgumentSyntax? Argument(AttributeSyntax attribute, string name) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);

    public SyntaxReference? Syntax => _data.ApplicationSyntaxReference;
}
