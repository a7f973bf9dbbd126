namespace ShadowGen.Tool.Models;

/// <summary>A resource, as command lines name it.</summary>
internal static class Resource
{
    public static readonly ResourceKind[] All = [ResourceKind.CpuTime, ResourceKind.ElapsedTime, ResourceKind.AllocatedBytes, ResourceKind.NetworkBytes];

    public static string NameOf(ResourceKind kind) => kind switch
    {
        ResourceKind.CpuTime => "cpu",
        ResourceKind.ElapsedTime => "elapsed",
        ResourceKind.AllocatedBytes => "allocated",
        _ => "network",
    };

    public static bool TryParse(string name, out ResourceKind kind)
    {
        foreach (var known in All)
        {
            kind = known;
            if (NameOf(known) == name) return true;
        }
        kind = default;
        return false;
    }

    /// <param name="name">One that <see cref="TryParse"/> takes.</param>
    public static ResourceKind Parse(string name) => TryParse(name, out var kind) ? kind : throw new ToolException($"'{name}' is no resource: use cpu, elapsed, allocated or network.");
}
