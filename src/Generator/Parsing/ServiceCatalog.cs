namespace ShadowGen.Generator.Parsing;

/// <summary>A type whose methods reach out of the process.</summary>
/// <param name="Preset">The list that it is on; <see cref="ServicePresets.None"/> for a type that only looks like a service.</param>
/// <param name="Type">Full name in metadata.</param>
/// <param name="Methods">Names, each of every overload; null for every public method.</param>
internal sealed record ServiceType(ServicePresets Preset, string Type, HashSet<string>? Methods);

/// <summary>
/// The methods of each ready list but gRPC's (<see cref="GrpcClients"/>). A type's own line comes before those of its bases: so a <c>NetworkStream</c> is a socket and no file,
/// and a <c>MemoryStream</c> is nothing.
/// </summary>
internal static class ServiceCatalog
{
    public static readonly IReadOnlyDictionary<string, ServiceType> Types = All().ToDictionary(static type => type.Type, StringComparer.Ordinal);

    private const string StreamMethods =
        "Read ReadAsync ReadByte ReadExactly ReadExactlyAsync ReadAtLeast ReadAtLeastAsync Write WriteAsync WriteByte CopyTo CopyToAsync Flush FlushAsync BeginRead EndRead BeginWrite EndWrite";

    private static IEnumerable<ServiceType> All() => Http().Concat(Data()).Concat(Files()).Concat(Sockets()).Concat(Redis());

    private static ServiceType[] Http() =>
    [
        On(ServicePresets.Http, "System.Net.Http.HttpClient", "Send SendAsync GetAsync GetByteArrayAsync GetStringAsync GetStreamAsync PostAsync PutAsync PatchAsync DeleteAsync"),
        On(ServicePresets.Http, "System.Net.Http.HttpMessageInvoker", "Send SendAsync"),
        On(ServicePresets.Http, "System.Net.Http.Json.HttpClientJsonExtensions", null),
    ];

    private static ServiceType[] Data() =>
    [
        On(ServicePresets.Data, "System.Data.Common.DbConnection", "Open OpenAsync BeginTransaction BeginTransactionAsync ChangeDatabase ChangeDatabaseAsync"),
        On(ServicePresets.Data, "System.Data.Common.DbCommand", "ExecuteReader ExecuteReaderAsync ExecuteNonQuery ExecuteNonQueryAsync ExecuteScalar ExecuteScalarAsync Prepare PrepareAsync"),
        On(ServicePresets.Data, "System.Data.Common.DbDataReader", "Read ReadAsync NextResult NextResultAsync GetBytes GetChars GetStream"),
        On(ServicePresets.Data, "System.Data.Common.DbTransaction", "Commit CommitAsync Rollback RollbackAsync Save SaveAsync"),
        On(ServicePresets.Data, "System.Data.Common.DbBatch", "ExecuteReader ExecuteReaderAsync ExecuteNonQuery ExecuteNonQueryAsync ExecuteScalar ExecuteScalarAsync Prepare PrepareAsync"),
        On(ServicePresets.Data, "System.Data.Common.DbDataAdapter", "Fill Update"),
        On(ServicePresets.Data, "System.Data.IDbConnection", "Open BeginTransaction ChangeDatabase"),
        On(ServicePresets.Data, "System.Data.IDbCommand", "ExecuteReader ExecuteNonQuery ExecuteScalar Prepare"),
        On(ServicePresets.Data, "System.Data.IDataReader", "Read NextResult"),
        On(ServicePresets.Data, "System.Data.IDataRecord", "GetBytes GetChars"),
        On(ServicePresets.Data, "System.Data.IDbTransaction", "Commit Rollback"),
    ];

    private static ServiceType[] Files() =>
    [
        On(ServicePresets.Files, "System.IO.File", null),
        On(ServicePresets.Files, "System.IO.RandomAccess", "Read ReadAsync Write WriteAsync FlushToDisk"),
        On(ServicePresets.Files, "System.IO.Stream", StreamMethods),
        On(ServicePresets.Files, "System.IO.StreamReader", "Read ReadAsync ReadBlock ReadBlockAsync ReadLine ReadLineAsync ReadToEnd ReadToEndAsync"),
        On(ServicePresets.Files, "System.IO.StreamWriter", "Write WriteAsync WriteLine WriteLineAsync Flush FlushAsync"),
        On(ServicePresets.None, "System.IO.MemoryStream", StreamMethods),
        On(ServicePresets.None, "System.IO.UnmanagedMemoryStream", StreamMethods),
    ];

    private static ServiceType[] Sockets() =>
    [
        On(ServicePresets.Sockets, "System.Net.Sockets.Socket", "Accept AcceptAsync Connect ConnectAsync Disconnect DisconnectAsync Send SendAsync SendTo SendToAsync SendFile SendFileAsync Receive ReceiveAsync ReceiveFrom ReceiveFromAsync"),
        On(ServicePresets.Sockets, "System.Net.Sockets.TcpClient", "Connect ConnectAsync"),
        On(ServicePresets.Sockets, "System.Net.Sockets.TcpListener", "AcceptSocket AcceptSocketAsync AcceptTcpClient AcceptTcpClientAsync"),
        On(ServicePresets.Sockets, "System.Net.Sockets.UdpClient", "Send SendAsync Receive ReceiveAsync"),
        On(ServicePresets.Sockets, "System.Net.Sockets.NetworkStream", StreamMethods),
        On(ServicePresets.Sockets, "System.Net.Security.SslStream", StreamMethods + " AuthenticateAsClient AuthenticateAsClientAsync AuthenticateAsServer AuthenticateAsServerAsync"),
        On(ServicePresets.Sockets, "System.Net.Dns", "GetHostEntry GetHostEntryAsync GetHostAddresses GetHostAddressesAsync"),
    ];

    private static ServiceType[] Redis() =>
    [
        On(ServicePresets.Redis, "StackExchange.Redis.IRedis", null),
        On(ServicePresets.Redis, "StackExchange.Redis.IRedisAsync", null),
        On(ServicePresets.Redis, "StackExchange.Redis.IDatabase", null),
        On(ServicePresets.Redis, "StackExchange.Redis.IDatabaseAsync", null),
        On(ServicePresets.Redis, "StackExchange.Redis.ISubscriber", null),
        On(ServicePresets.Redis, "StackExchange.Redis.IServer", null),
        On(ServicePresets.Redis, "StackExchange.Redis.ITransaction", null),
        On(ServicePresets.Redis, "StackExchange.Redis.IBatch", null),
    ];

    private static ServiceType On(ServicePresets preset, string type, string? methods) =>
        new(preset, type, methods is null ? null : new HashSet<string>(methods.Split(' '), StringComparer.Ordinal));
}
