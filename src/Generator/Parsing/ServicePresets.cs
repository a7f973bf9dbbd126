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
