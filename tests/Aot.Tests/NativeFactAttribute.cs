using ShadowGen.TestSupport;

namespace ShadowGen.Aot.Tests;

/// <summary>A test that needs a native linker. Without one it is skipped and says what to install; in CI it fails instead.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute()
    {
        if (NativeLinker.Find() is null && !Repository.IsContinuousIntegration)
        {
            Skip = NativeLinker.HowToInstall;
        }
    }
}
