using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>What one worker learns of a compilation and uses for file after file. Not thread-safe.</summary>
internal sealed class BindingSession(Compilation compilation, Census census, ProjectOptions project, PlanReader? planner = null)
{
    private readonly ShimFactory _shims = new(compilation, project.Unguarded) { ReadsArguments = project.ReadsArguments };
    private readonly Dictionary<ISymbol, (ShimModel? Shim, SkipReason Reason)> _shimOf = new(SymbolEqualityComparer.Default);

    private readonly Dictionary<ISymbol, string> _docIdOf = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<(string Assembly, string DocId), string> _idOf = [];

    public Compilation Compilation => compilation;

    public ProjectOptions Project => project;

    /// <summary>Null where nothing asks for calls ahead.</summary>
    public PlanReader? Planner { get; } = census.MayMarkAhead ? planner : null;

    public LanguageLevel Language { get; } = LanguageSupport.LevelOf(compilation);

    /// <summary>The project's own source declares an attribute to intercept calls by, for more than one file.</summary>
    public bool HasLocationAttribute { get; } = compilation.Assembly.GetTypeByMetadataName(OtherInterceptors.AttributeType) is not null;

    public Hierarchy Hierarchy { get; } = Hierarchy.Of(compilation);

    public OptIn OptIn { get; } = OptIn.Of(compilation, census);

    /// <returns>A shim, or why there is none.</returns>
    public (ShimModel? Shim, SkipReason Reason) ShimOf(IMethodSymbol callee)
    {
        if (!_shimOf.TryGetValue(callee, out var result))
        {
            var shim = _shims.Create(callee, out var reason);
            if (shim is not null && !SymbolEqualityComparer.Default.Equals(callee.ContainingAssembly, compilation.Assembly))
                shim = shim with { Bytes = ServiceBytes.Of(callee, shim) };
            result = (shim, reason);
            _shimOf.Add(callee, result);
        }

        return result;
    }

    /// <summary>What measured calls of a method tell of their arguments, as the skeleton has it; "" for nothing.</summary>
    public string FeaturesOf(IMethodSymbol method) =>
        project.ReadsArguments ? FeatureModel.TextOf(ArgumentFeatures.Of(new CalleeShape(method.PartialDefinitionPart ?? method))) : "";

    /// <summary>Of a member's code.</summary>
    public BodyPrints Prints { get; } = new();

    public string DocIdOf(ISymbol member)
    {
        if (!_docIdOf.TryGetValue(member, out var docId))
            _docIdOf.Add(member, docId = member.GetDocumentationCommentId() ?? "M:" + member.ToDisplayString());
        return docId;
    }

    public string IdOf(string assembly, string docId)
    {
        if (!_idOf.TryGetValue((assembly, docId), out var id))
            _idOf.Add((assembly, docId), id = MethodIds.Of(assembly, docId));
        return id;
    }

    /// <returns>Null where a base call has to stay as it is.</returns>
    public PartialTypeModel? BridgeOf(IMethodSymbol callee, ShimModel shim, INamedTypeSymbol? type) => Bridges.For(callee, shim, type, compilation);
}
