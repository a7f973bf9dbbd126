namespace ShadowGen.Allocation;

/// <summary>Reads what the process uses. Not thread-safe.</summary>
internal interface IUsageReader
{
    /// <summary>Use since the last reading.</summary>
    public ResourceUsage Read();
}
