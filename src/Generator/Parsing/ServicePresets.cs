namespace ShadowGen.Generator.Parsing;

/// <summary>The ready lists of service calls. Names and values are those of the runtime's <c>ServiceCalls</c>; a test holds them equal.</summary>
[Flags]
internal enum ServicePresets
{
    None = 0,
    Http = 1,
    Data = 2,
    Files = 4,
    Sockets = 8,
    Grpc = 16,
    Redis = 32,
    All = Http | Data | Files | Sockets | Grpc | Redis,
}

/// <summary>How configuration names the lists.</summary>
internal static class ServiceLists
{
    /// <summary>The names that may be written, in any case.</summary>
    public static IEnumerable<string> Names => Enum.GetNames(typeof(ServicePresets));

    public static bool TryParse(string name, out ServicePresets list)
    {
        list = ServicePresets.None;
        return Names.Contains(name, StringComparer.OrdinalIgnoreCase) && Enum.TryParse(name, ignoreCase: true, out list);
    }
}
