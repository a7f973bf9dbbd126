using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// Semantic models without nullable analysis, which takes up to half of the time of binding and changes no symbol: which method a call names does not depend on it.
/// </summary>
internal static class SemanticModels
{
    private static volatile bool canLeaveOut = true;

    public static SemanticModel Of(Compilation compilation, SyntaxTree tree)
    {
        if (canLeaveOut)
        {
            try
            {
                return WithoutNullableAnalysis(compilation, tree);
            }
            catch (Exception missing) when (missing is MissingMethodException or TypeLoadException)
            {
                // The option is marked experimental: a compiler may come without it.
                canLeaveOut = false;
            }
        }

        return compilation.GetSemanticModel(tree);
    }

    // Of its own, so that it is this call that fails where the option is gone.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static SemanticModel WithoutNullableAnalysis(Compilation compilation, SyntaxTree tree) =>
#pragma warning disable RSEXPERIMENTAL001
        compilation.GetSemanticModel(tree, SemanticModelOptions.DisableNullableAnalysis);
#pragma warning restore RSEXPERIMENTAL001
}
