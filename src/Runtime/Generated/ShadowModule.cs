using System.ComponentModel;
using System.Reflection;
using ShadowGen.Counters;
using ShadowGen.Engine;

namespace ShadowGen.Generated;

/// <summary>Where an assembly with shadowed calls says that it is there, before any of its own code runs. Called by emitted code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ShadowModule
{
    /// <summary>
    /// Begins with what earlier runs have learned, if there is any, while the app still starts. Never throws; thread-safe. Without a model it does nothing: the engine then starts with the first shadowed call.
    /// </summary>
    /// <param name="assembly">The assembly.</param>
    public static void Loaded(Assembly assembly)
    {
        try
        {
            // In this order: without a model, what the environment says is read no sooner than at the first shadowed call.
            if (!ModelLocator.IsThereFor(assembly) || !ShadowCall.On)
                return;
            ManifestLoader.Found(assembly);
            ShadowExecutionEngine.EnsureStarted();
        }
        catch (Exception exception)
        {
            // The caller is a module initialiser: an exception would make the whole assembly unusable.
            Faults.Caught(exception, "an assembly was loaded");
        }
    }
}
