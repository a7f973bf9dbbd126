using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>Binds the shadowed names of one tree and gathers what its output is made of.</summary>
internal static class FileBinder
{
    /// <returns>Null when the file neither declares nor uses a shadowed method.</returns>
    public static FileModel? Bind(BindingInput input, BindingSession session, CancellationToken cancellation)
    {
        var tree = input.Index.Tree.Tree;
        var model = SemanticModels.Of(session.Compilation, tree);
        var optIn = session.OptIn;
        var file = new FileBuilder(session, input);
        var callers = new Callers(model);

        // Where most is shadowed, whole bodies first: the compiler then has them bound when each call is asked about, and would otherwise bind them twice.
        var facts = optIn.MayCoverAny ? StaticReader.Read(model, session, cancellation) : null;

        foreach (var node in tree.GetRoot(cancellation).DescendantNodes())
        {
            cancellation.ThrowIfCancellationRequested();
            switch (node)
            {
                case MethodDeclarationSyntax method when input.Names.Contains(method.Identifier.ValueText, tree.FilePath):
                    if (model.GetDeclaredSymbol(method, cancellation) is { } symbol)
                        file.AddDeclared(symbol, optIn.ChoiceOf(symbol));
                    break;
                case SimpleNameSyntax name when IsCandidate(name, input):
                    AddUse(name, model, callers, optIn, file, input.Project.Unguarded, cancellation);
                    break;
            }
        }

        return file.IsEmpty ? null : file.Build(facts ?? StaticReader.Read(model, session, cancellation)) with { Plans = file.Plans(model, cancellation) };
    }

    private static bool IsCandidate(SimpleNameSyntax name, BindingInput input) =>
        (input.Names.MayBeMeant(name, input.Index.Tree.Tree.FilePath) || input.Index.MarkedLocals.Contains(name.Identifier.ValueText))
        && TreeIndexer.MayNameMethod(name);

    private static void AddUse(
        SimpleNameSyntax name, SemanticModel model, Callers callers, OptIn optIn, FileBuilder file, SkipReason unguarded, CancellationToken cancellation)
    {
        CallSite? found = null;
        Caller? caller = null;
        var reason = Guard.Run(() =>
        {
            found = CallSite.Read(name, model, optIn, cancellation)?.Unless(unguarded, name);
            caller = found is null ? null : callers.Of(name, cancellation);
            return found is not { } site || caller is null ? SkipReason.None
                : site.Invocation is null ? site.Reason
                : file.TryAddEdge(site, caller, name, model, cancellation);
        });
        if (reason != SkipReason.None && found is { } skipped && caller is not null)
            file.AddSkip(reason, name, skipped.Callee, caller);
    }
}
