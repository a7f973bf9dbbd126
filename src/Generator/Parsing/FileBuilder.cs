using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>Collects one file's methods, edges and skips, and freezes them, ordered, into its model.</summary>
internal sealed class FileBuilder(BindingSession session, BindingInput input)
{
    private readonly string _assembly = session.Compilation.Assembly.Name;
    private readonly Dictionary<string, MethodModel> _methods = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MethodModel> _callees = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Caller, string Callee), Edge> _edgeOf = [];
    private readonly List<Edge> _edges = [];
    private readonly List<SkipModel> _skips = [];
    private readonly LeftOut _leftOut = new();
    private readonly List<InterceptedSite> _sites = [];
    private readonly bool _isDuplicate = input.Project.Unguarded != SkipReason.DuplicateFile && input.Census.Duplicates.Contains(input.Index.Content);

    public void AddDeclared(IMethodSymbol method, OptInChoice choice)
    {
        var definition = method.PartialDefinitionPart ?? method;
        if (choice == OptInChoice.None || DeclarationOf(definition) is not { } declaration || declaration.SyntaxTree != input.Index.Tree.Tree)
            return;
        if (choice == OptInChoice.TooSmall)
            _leftOut.AddMethod(LeftOutReason.TooSmall, definition);
        else
            AddMethod(definition.GetDocumentationCommentId()!, Flags(definition, isShadowed: true), LineOf(declaration), definition, declaration);
    }

    /// <returns>Why there can be no edge, or <see cref="SkipReason.None"/> when the site was added.</returns>
    public SkipReason TryAddEdge(CallSite site, Caller caller, SimpleNameSyntax name, SemanticModel model, CancellationToken cancellation)
    {
        if (!LanguageSupport.AreInterceptorsEnabled(input.Index.Tree.Tree.Options) || session.HasLocationAttribute && !session.Language.HasFileTypes)
            return SkipReason.InterceptorsDisabled;
        if (_isDuplicate)
            return SkipReason.DuplicateFile;

        if (input.Project.ExcludedCalls.Contains(site.Callee))
            return SkipReason.Excluded;
        if (OtherInterceptors.MayTake(site.Callee))
            return SkipReason.OtherInterceptor;

        var (shim, reason) = session.ShimOf(site.Callee);
        if (shim is null)
            return reason;
        if (shim.Home is { } home && !LanguageSupport.AreInterceptorsEnabled(input.Index.Tree.Tree.Options, home.Type.Namespace.Replace("@", "")))
            return SkipReason.InterceptorsDisabled;
        var isBaseCall = site.Reason == SkipReason.BaseCall;
        var bridge = isBaseCall ? session.BridgeOf(site.Callee, shim, model.GetEnclosingSymbol(name.SpanStart, cancellation)?.ContainingType) : null;
        if (isBaseCall && bridge is null)
            return SkipReason.BaseCall;
        if (model.GetInterceptableLocation(site.Invocation!, cancellation) is not { } location)
            return SkipReason.NotInterceptable;
        if (input.Census.Intercepted.Count != 0 && input.Census.Intercepted.Contains(OtherInterceptors.PlaceOf(location.Data)))
            return SkipReason.OtherInterceptor;

        var calleeId = AddCallee(site.Callee);
        var key = (IdOf(caller.DocId), calleeId);
        if (!_edgeOf.TryGetValue(key, out var edge))
        {
            if (_edges.Count == KnownNames.MaxEdges)
                return SkipReason.TooManyEdges;
            edge = new Edge(AddCaller(caller), calleeId, $"{caller.Display} -> {Displays.Member(site.Callee)}", shim);
            _edgeOf.Add(key, edge);
            _edges.Add(edge);
        }
        else if (caller.Symbol is not null && _methods[key.Item1].Print is null)
        {
            AddCaller(caller);
        }

        var (line, column) = PositionOf(name);
        edge.Sites.Add(new SiteModel(location, line, column, isBaseCall));
        edge.Bridge ??= bridge;
        if (session.Planner is not null && !isBaseCall)
            _sites.Add(new InterceptedSite(caller, site.Callee, site.Invocation!, _edges.IndexOf(edge), shim, line, column));
        edge.LoopDepth = Math.Max(edge.LoopDepth, LoopDepth.Of(name));
        return SkipReason.None;
    }

    public void AddSkip(SkipReason reason, SimpleNameSyntax name, IMethodSymbol callee, Caller caller)
    {
        if (reason is SkipReason.TooSmall or SkipReason.Excluded)
        {
            _leftOut.AddCallSite(reason == SkipReason.TooSmall ? LeftOutReason.TooSmall : LeftOutReason.Excluded);
            return;
        }

        var (line, column) = PositionOf(name);
        _skips.Add(new SkipModel(reason, line, column, AddCallee(callee), AddCaller(caller)));
    }

    /// <summary>The file neither declares nor uses a shadowed method, nor one that is left out.</summary>
    public bool IsEmpty => _methods.Count == 0 && _leftOut.IsEmpty;

    public EquatableArray<PlanModel> Plans(SemanticModel model, CancellationToken cancellation) =>
        session.Planner is { } planner && _sites.Count != 0 ? planner(_sites, model, session, cancellation) : EquatableArray<PlanModel>.Empty;

    public FileModel Build(StaticModel facts)
    {
        // A callee that turns out to be declared further down needs no line of its own.
        foreach (var id in _methods.Keys)
            _callees.Remove(id);

        return new FileModel(
            session.Language,
            _assembly,
            ProjectPaths.Relative(input.Index.Tree.Tree.FilePath, input.Project.Directory, session.Compilation.Options),
            input.Index.Tree.Twin,
            session.HasLocationAttribute,
            _methods.Values.OrderBy(static method => method.Line).ThenBy(static method => method.DocId, StringComparer.Ordinal).ToEquatableArray(),
            _callees.Values.OrderBy(static method => method.Assembly, StringComparer.Ordinal).ThenBy(static method => method.DocId, StringComparer.Ordinal).ToEquatableArray(),
            _edges.Select(static edge => edge.Freeze()).ToEquatableArray(),
            _skips.ToEquatableArray(),
            _leftOut.Freeze(),
            facts);
    }

    private string AddCaller(Caller caller)
    {
        var isShadowed = caller.Symbol is IMethodSymbol method && session.OptIn.IsShadowed(method);
        return AddMethod(
            caller.DocId, caller.Symbol is IMethodSymbol symbol ? Flags(symbol, isShadowed) : "-", caller.Line, isShadowed ? (IMethodSymbol)caller.Symbol! : null, caller.Symbol is null ? null : DeclarationOf(caller.Symbol));
    }

    /// <param name="callee">The method, when calls of it have shims.</param>
    /// <param name="declaration">Its code, which tells nothing here when it stands in another file: an edit there writes this one's output anew only if declarations change.</param>
    private string AddMethod(string docId, string flags, int line, IMethodSymbol? callee, SyntaxNode? declaration)
    {
        var id = IdOf(docId);
        if (!_methods.TryGetValue(id, out var method))
            _methods.Add(id, method = new MethodModel(id, docId, flags, line, Features: callee is null ? "" : session.FeaturesOf(callee)));

        // What initialises the members of a type has the id of the constructor without parameters, and may be met before that.
        if (method.Print is null && declaration?.SyntaxTree == input.Index.Tree.Tree && session.Prints.Of(declaration) is { } print)
            _methods[id] = method with { Print = print };
        return id;
    }

    private string AddCallee(IMethodSymbol callee)
    {
        var docId = session.DocIdOf(callee);
        var isOwn = SymbolEqualityComparer.Default.Equals(callee.ContainingAssembly, session.Compilation.Assembly);
        var assembly = isOwn ? _assembly : callee.ContainingAssembly.Name;
        var id = session.IdOf(assembly, docId);
        if (_callees.ContainsKey(id) || _methods.ContainsKey(id))
            return id;
        if (DeclarationOf(callee) is { } declaration && declaration.SyntaxTree == input.Index.Tree.Tree)
            AddMethod(docId, CalleeFlags(callee), LineOf(declaration), callee, declaration);
        else
            _callees.Add(id, new MethodModel(id, docId, CalleeFlags(callee), 0, isOwn ? "" : assembly, isOwn ? "" : session.FeaturesOf(callee)));
        return id;
    }

    private string IdOf(string docId) => session.IdOf(_assembly, docId);

    private string CalleeFlags(IMethodSymbol callee) =>
        session.OptIn.IsService(callee, input.Index.Tree.Tree) ? Flags(callee, isShadowed: false).TrimStart('-') + "x" : Flags(callee, isShadowed: true);

    private static string Flags(IMethodSymbol method, bool isShadowed)
    {
        var flags = (isShadowed ? "s" : "")
            + (AsyncResults.KindOf(method.ReturnType) == AsyncKind.None ? "" : "a")
            + (Iterators.IsIterator(method) ? "i" : "")
            + (method.IsVirtual || method.IsAbstract || method.IsOverride || method.ContainingType?.TypeKind == TypeKind.Interface ? "v" : "");
        return flags.Length == 0 ? "-" : flags;
    }

    private static SyntaxNode? DeclarationOf(ISymbol member) =>
        (member is IMethodSymbol { PartialImplementationPart: { } code } ? code : member).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();

    private static int LineOf(SyntaxNode declaration)
    {
        var name = declaration switch
        {
            MethodDeclarationSyntax method => method.Identifier,
            LocalFunctionStatementSyntax local => local.Identifier,
            _ => declaration.GetFirstToken(),
        };
        return name.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
    }

    private static (int Line, int Column) PositionOf(SimpleNameSyntax name)
    {
        var position = name.GetLocation().GetLineSpan().StartLinePosition;
        return (position.Line + 1, position.Character + 1);
    }

    private sealed class Edge(string callerId, string calleeId, string display, ShimModel shim)
    {
        public List<SiteModel> Sites { get; } = [];

        public int LoopDepth { get; set; }

        public PartialTypeModel? Bridge { get; set; }

        public EdgeModel Freeze() => new(callerId, calleeId, display, LoopDepth, shim, Sites.ToEquatableArray(), Bridge);
    }
}
