using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>Binds the shadowed names of one tree and gathers what its output is made of.</summary>
internal static class FileBinder
{
    /// <returns>Null when the file neither declares nor uses a shadowed method.</returns>
    public static FileModel? Bind(BindingInput input, Compilation compilation, CancellationToken cancellation)
    {
        var tree = input.Index.Tree.Tree;
        var model = compilation.GetSemanticModel(tree);
        var optIn = new OptIn(compilation);
        var file = new FileBuilder(compilation, input);

        foreach (var node in tree.GetRoot(cancellation).DescendantNodes())
        {
            cancellation.ThrowIfCancellationRequested();
            switch (node)
            {
                case MethodDeclarationSyntax method when input.Names.Contains(method.Identifier.ValueText):
                    if (model.GetDeclaredSymbol(method, cancellation) is { } symbol && optIn.IsShadowed(symbol))
                        file.AddDeclared(symbol);
                    break;
                case SimpleNameSyntax name when IsCandidate(name, input):
                    AddUse(name, model, optIn, file, cancellation);
                    break;
            }
        }

        return file.Build();
    }

    private static bool IsCandidate(SimpleNameSyntax name, BindingInput input) =>
        (input.Names.Contains(name.Identifier.ValueText) || input.Index.MarkedLocals.Contains(name.Identifier.ValueText))
        && TreeIndexer.MayNameMethod(name);

    private static void AddUse(SimpleNameSyntax name, SemanticModel model, OptIn optIn, FileBuilder file, CancellationToken cancellation)
    {
        if (CallSite.Read(name, model, optIn, cancellation) is not { } site || Caller.Of(name, model, cancellation) is not { } caller)
            return;

        try
        {
            var reason = site.Invocation is null ? site.Reason : file.TryAddEdge(site, caller, name, model, cancellation);
            if (reason != SkipReason.None)
                file.AddSkip(reason, name, site.Callee, caller);
        }
#pragma warning disable CA1031 // A fault of ours must cost one shim, not the user's build; the reason shows it in the coverage report.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            file.AddSkip(SkipReason.InternalError, name, site.Callee, caller);
        }
    }
}
