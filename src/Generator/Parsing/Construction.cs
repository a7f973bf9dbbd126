using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>What a constructor calls without a word in the source: the initialisers of its type, and the base type's constructor.</summary>
internal static class Construction
{
    public static void Read(ConstructorDeclarationSyntax declaration, IMethodSymbol constructor, string id, Facts facts)
    {
        if (constructor.IsStatic || declaration.Initializer is { } initializer && initializer.IsKind(SyntaxKind.ThisConstructorInitializer))
            return;
        if (constructor.ContainingType.InstanceConstructors.Count(static other => !other.IsImplicitlyDeclared) > 1)
            facts.AddInitialisers(id, constructor.ContainingType);
        if (declaration.Initializer is null
            && constructor.ContainingType.BaseType is { } parent && facts.IsOwn(parent)
            && parent.InstanceConstructors.FirstOrDefault(static other => other.Parameters.All(static parameter => parameter.IsOptional)) is { } called)
            facts.AddCall(id, called, PriorKind.Direct, 1);
    }
}
