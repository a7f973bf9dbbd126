using ShadowGen.TestSupport;

namespace ShadowGen.Diagrams.Browser.Tests;

/// <summary>A test that needs node, npm and Chromium. Without one of them it is skipped and says what is missing; in CI it fails instead.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (!Repository.IsContinuousIntegration)
        {
            Skip = BrowserTools.Missing;
        }
    }
}

/// <summary>The same with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        if (!Repository.IsContinuousIntegration)
        {
            Skip = BrowserTools.Missing;
        }
    }
}
