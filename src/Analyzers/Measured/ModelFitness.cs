using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Parsing;

namespace ShadowGen.Analyzers.Measured;

/// <summary>How much of a compilation a model knows, and how much of the model is of it.</summary>
/// <param name="Shadowed">Methods of this assembly that are shadowed.</param>
/// <param name="Known">Of those, by name or hash, those that the model has.</param>
/// <param name="FirstUnknown">By documentation id the first that it has not.</param>
/// <param name="InModel">Shadowed methods that the model has.</param>
/// <param name="OfThisOrReferenced">Of those, the ones that this assembly shadows, and all that are said to be of an assembly that it references.</param>
internal sealed record ModelFitness(int Shadowed, int Known, IMethodSymbol? FirstUnknown, int InModel, int OfThisOrReferenced)
{
    /// <summary>Fewer than one in so many is nothing that one program has in common with another but names.</summary>
    private const int ForeignShare = 10;

    /// <summary>More than one in so many unknown ...</summary>
    private const int StaleShare = 4;

    /// <summary>... and not only a few new methods.</summary>
    private const int LeastUnknown = 5;

    public int Unknown => Shadowed - Known;

    /// <summary>A model that several programs share holds much of others; it is foreign only where it also knows nothing of this one.</summary>
    public bool IsForeign => InModel > 0 && OfThisOrReferenced * ForeignShare < InModel && (Shadowed == 0 || Known * ForeignShare < Shadowed);

    public bool IsStale => Unknown >= LeastUnknown && Unknown * StaleShare > Shadowed;

    public static ModelFitness Of(Compilation compilation, MeasuredModel model, OptIn optIn, CancellationToken cancellation)
    {
        var shadowed = DeclaredMethods.Of(compilation.Assembly, cancellation).Where(optIn.IsShadowed).ToList();
        var unknown = shadowed.Where(method => model.Find(method) is null).OrderBy(static method => method.GetDocumentationCommentId(), StringComparer.Ordinal).ToList();
        var known = shadowed.Count - unknown.Count;
        var referenced = new HashSet<string>(compilation.ReferencedAssemblyNames.Select(static name => name.Name), StringComparer.Ordinal);
        return new(shadowed.Count, known, unknown.FirstOrDefault(), model.Shadowed.Count(), known + model.Shadowed.Count(method => referenced.Contains(method.Assembly)));
    }
}
