using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Generator.Marks;
using ShadowGen.Generator.Model;
using ShadowGen.Generator.Parsing;

namespace ShadowGen.Analyzers.HotPaths;

/// <summary>What an attribute on a method could do.</summary>
internal enum MarkingAnswer
{
    /// <summary>A shim would see its calls.</summary>
    Worthwhile,

    /// <summary>A shim sees them, or the project has said that none shall.</summary>
    Settled,

    /// <summary>No shim can stand there, or it would be larger than the method: ask about the caller.</summary>
    Useless,
}

/// <summary>Says of methods whether an attribute of their own would be of use. Not thread-safe.</summary>
internal sealed class Marking(Compilation compilation, ShadowedCalls shadowed, OptInSettingsReader settings, KnownAttributes known, CancellationToken cancellation)
{
    // A framework calls them, and looks at what attributes they have.
    private static readonly HashSet<string> CalledByRunners = new(StringComparer.Ordinal) { "FactAttribute", "TheoryAttribute", "TestAttribute", "TestCaseAttribute", "TestMethodAttribute", "BenchmarkAttribute" };

    private readonly IMethodSymbol? _entry = compilation.GetEntryPoint(cancellation);

    /// <param name="method">What call sites name.</param>
    /// <param name="run">What such a call runs; the method itself, or an override.</param>
    public MarkingAnswer Of(IMethodSymbol method, ISymbol run)
    {
        if (method.MethodKind != MethodKind.Ordinary || method.IsImplicitlyDeclared || DeclarationOf(method) is not { } declaration || IsRun(method))
            return MarkingAnswer.Useless;
        if (IsShadowed(method) || IsRefused(method, declaration.SyntaxTree))
            return MarkingAnswer.Settled;
        var size = settings.Of(declaration.SyntaxTree).MinimumSize;
        return (run is IMethodSymbol body && DeclarationOf(body) is { } code && MethodSize.IsCodeBelow(code, size)) || shadowed.WhyNever(method) != SkipReason.None
            ? MarkingAnswer.Useless
            : MarkingAnswer.Worthwhile;
    }

    public bool IsShadowed(ISymbol member) => member is IMethodSymbol method && shadowed.OptIn.IsShadowed(method);

    public bool IsEntry(ISymbol member) => SymbolEqualityComparer.Default.Equals(_entry, member);

    private bool IsRun(IMethodSymbol method) =>
        IsEntry(method) || method.GetAttributes().Any(static attribute => IsOfRunner(attribute.AttributeClass));

    private static bool IsOfRunner(INamedTypeSymbol? attribute)
    {
        for (; attribute is not null; attribute = attribute.BaseType)
        {
            if (CalledByRunners.Contains(attribute.Name))
                return true;
        }

        return false;
    }

    private bool IsRefused(IMethodSymbol method, SyntaxTree file)
    {
        for (ISymbol? symbol = method; symbol is not (null or INamespaceSymbol); symbol = symbol.ContainingSymbol)
        {
            if (symbol.GetAttributes().Any(attribute => known.IsUnshadowed(attribute.AttributeClass)))
                return true;
        }

        var space = method.ContainingNamespace.IsGlobalNamespace ? "" : method.ContainingNamespace.ToDisplayString();
        return settings.Of(file).Exclude.Any(pattern => pattern.Matches(space));
    }

    private MethodDeclarationSyntax? DeclarationOf(IMethodSymbol method) =>
        (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) as MethodDeclarationSyntax;
}
