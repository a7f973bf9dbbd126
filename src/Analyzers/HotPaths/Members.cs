using Microsoft.CodeAnalysis;

namespace ShadowGen.Analyzers.HotPaths;

/// <summary>Symbols as members of the call graph.</summary>
internal static class Members
{
    /// <summary>The one symbol that stands for a member however it is named: accessors for their property or event, and definitions for what is made of them.</summary>
    public static ISymbol Of(ISymbol symbol)
    {
        if (symbol is not IMethodSymbol method)
            return symbol.OriginalDefinition;
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        return method.AssociatedSymbol is { } owner ? owner.OriginalDefinition : method.PartialDefinitionPart ?? method;
    }

    /// <summary>The member that runs the body of a symbol: for an initialiser the constructor that does, or, where several do, the type.</summary>
    public static ISymbol OwnerOf(ISymbol symbol, bool isInitialiser)
    {
        if (!isInitialiser)
            return Of(symbol);
        var type = symbol.ContainingType.OriginalDefinition;
        if (symbol.IsStatic)
            return type.StaticConstructors.FirstOrDefault() ?? (ISymbol)type;
        var running = type.InstanceConstructors.Where(static constructor => !constructor.IsImplicitlyDeclared || constructor.Parameters.IsEmpty).ToList();
        return running.Count == 1 ? running[0] : type;
    }
}
