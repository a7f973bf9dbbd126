namespace ShadowGen;

/// <summary>Ready lists of methods that reach out of the process, for <see cref="ShadowCallsAttribute"/>. Each also covers the types derived from those named.</summary>
/// <remarks>gRPC and Redis are found by name: ShadowGen needs, and brings, no such package.</remarks>
[Flags]
public enum ServiceCalls
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><c>HttpClient</c>, <c>HttpMessageInvoker</c> and the JSON extensions of <c>HttpClient</c>.</summary>
    Http = 1,

    /// <summary>ADO.NET: opening a connection, executing a command, reading rows, ending a transaction; of any provider, also through <c>IDbCommand</c> and its like.</summary>
    Data = 2,

    /// <summary><c>File</c>, <c>FileStream</c>, <c>Stream</c>, <c>StreamReader</c>, <c>StreamWriter</c> and <c>RandomAccess</c>; not <c>MemoryStream</c>.</summary>
    Files = 4,

    /// <summary><c>Socket</c>, <c>TcpClient</c>, <c>UdpClient</c>, <c>NetworkStream</c>, <c>SslStream</c> and <c>Dns</c>.</summary>
    Sockets = 8,

    /// <summary>Methods of generated gRPC clients, which derive from <c>Grpc.Core.ClientBase</c>: also of clients that are generated into the same assembly.</summary>
    Grpc = 16,

    /// <summary><c>StackExchange.Redis</c>: <c>IDatabase</c>, <c>IDatabaseAsync</c>, <c>ISubscriber</c>, <c>IServer</c>, <c>ITransaction</c> and <c>IBatch</c>.</summary>
    Redis = 32,

    /// <summary>All of them.</summary>
    All = Http | Data | Files | Sockets | Grpc | Redis,
}
