using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>A fault of ours costs one call site, never the user's build; <see cref="SkipReason.InternalError"/> shows it in the coverage report.</summary>
internal static class Guard
{
    public static SkipReason Run(Func<SkipReason> analysis)
    {
        try
        {
            return analysis();
        }
#pragma warning disable CA1031 // Whatever it is, the plain call is right. Only cancellation belongs to the compiler.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return SkipReason.InternalError;
        }
    }
}
