using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>Which service calls tell how much they moved, and by what: their result, an argument, or the file that they name. Of all others nothing is measured.</summary>
internal static class ServiceBytes
{
    private const string Task = "global::System.Threading.Tasks.Task";
    private const string ValueTask = "global::System.Threading.Tasks.ValueTask";
    private const string Sockets = "global::System.Net.Sockets.";
    private const string Response = "global::System.Net.Http.HttpResponseMessage";

    private static readonly HashSet<string> Counts = new(StringComparer.Ordinal) { "int", Task + "<int>", ValueTask + "<int>" };

    private static readonly HashSet<string> Results = new(Counts, StringComparer.Ordinal)
    {
        "long", "byte[]", Task + "<byte[]>",
        Task + $"<{Sockets}UdpReceiveResult>", ValueTask + $"<{Sockets}UdpReceiveResult>",
        Task + $"<{Sockets}SocketReceiveFromResult>", ValueTask + $"<{Sockets}SocketReceiveFromResult>",
    };

    private static readonly HashSet<string> Nothing = new(StringComparer.Ordinal) { "void", Task, ValueTask };

    private static readonly HashSet<string> Responses = new(StringComparer.Ordinal) { Response, $"{Task}<{Response}>" };

    private static readonly Dictionary<string, Func<IMethodSymbol, ShimModel, BytesModel?>> Rules = new(StringComparer.Ordinal)
    {
        ["System.IO.Stream"] = OfStream,
        ["System.IO.RandomAccess"] = OfStream,
        ["System.IO.File"] = OfFile,
        ["System.Net.Sockets.Socket"] = OfSocket,
        ["System.Net.Sockets.UdpClient"] = OfSocket,
        ["System.Net.Http.HttpMessageInvoker"] = OfHttp,
        ["System.Net.Http.Json.HttpClientJsonExtensions"] = OfHttp,
        ["System.Data.Common.DbDataReader"] = OfReader,
        ["System.Data.IDataRecord"] = OfReader,
    };

    /// <param name="callee">A service call.</param>
    /// <param name="shim">Its shim, whose parameters are the callee's in order.</param>
    public static BytesModel? Of(IMethodSymbol callee, ShimModel shim)
    {
        if (shim.Returns == ReturnKind.Ref || shim.Receiver is ReceiverKind.Ref or ReceiverKind.In)
            return null;
        foreach (var type in ServiceOptIn.Lineage(callee.ContainingType))
        {
            if (Rules.TryGetValue(ServiceOptIn.FullName(type), out var rule))
                return rule(callee, shim);
        }

        return null;
    }

    private static BytesModel? OfStream(IMethodSymbol callee, ShimModel shim) => callee.Name switch
    {
        "Read" or "ReadAsync" or "ReadAtLeast" or "ReadAtLeastAsync" or "EndRead" => ByResult(KnownNames.BytesRead, Results, shim),
        "ReadByte" => ByResult(KnownNames.BytesReadByte, Counts, shim),
        "ReadExactly" or "ReadExactlyAsync" => ByArgument(KnownNames.BytesReadAll, callee, shim),
        "Write" or "WriteAsync" => ByArgument(KnownNames.BytesWrote, callee, shim),
        "WriteByte" => new BytesModel(KnownNames.BytesWrote, On(shim), "1"),
        _ => null,
    };

    private static BytesModel? OfFile(IMethodSymbol callee, ShimModel shim) => callee.Name switch
    {
        "ReadAllBytes" or "ReadAllBytesAsync" => ByResult(KnownNames.BytesRead, Results, shim),
        "ReadAllText" or "ReadAllTextAsync" or "ReadAllLines" or "ReadAllLinesAsync" => new BytesModel(KnownNames.BytesReadFile, shim.Parameters[0].Name, ""),
        "WriteAllBytes" or "WriteAllBytesAsync" or "AppendAllBytes" or "AppendAllBytesAsync" => ByArgument(KnownNames.BytesWrote, callee, shim),
        "WriteAllText" or "WriteAllTextAsync" or "WriteAllLines" or "WriteAllLinesAsync" => ByText(callee, shim, isWhole: true),
        "AppendAllText" or "AppendAllTextAsync" or "AppendAllLines" or "AppendAllLinesAsync" => ByText(callee, shim, isWhole: false),
        _ => null,
    };

    private static BytesModel? OfSocket(IMethodSymbol callee, ShimModel shim) =>
        callee.Name.StartsWith("Send", StringComparison.Ordinal) ? ByResult(KnownNames.BytesSent, Counts, shim)
        : callee.Name.StartsWith("Receive", StringComparison.Ordinal) ? ByResult(KnownNames.BytesRead, Results, shim)
        : null;

    private static BytesModel? OfHttp(IMethodSymbol callee, ShimModel shim) =>
        ByResult(KnownNames.BytesResponse, Responses, shim) ?? (callee.Name == "GetByteArrayAsync" ? ByResult(KnownNames.BytesRead, Results, shim) : null);

    // Asked without a buffer, it tells the length of the field and moves nothing.
    private static BytesModel? OfReader(IMethodSymbol callee, ShimModel shim) =>
        callee.Name == "GetBytes" && shim.ReturnType == "long" && shim.Parameters.FirstOrDefault(static parameter => parameter.Type == "byte[]") is { } buffer
            ? new BytesModel(KnownNames.BytesReadInto, On(shim), buffer.Name)
            : null;

    private static BytesModel? ByResult(string method, HashSet<string> types, ShimModel shim) => types.Contains(shim.ReturnType) ? new BytesModel(method, On(shim), "") : null;

    private static BytesModel? ByArgument(string method, IMethodSymbol callee, ShimModel shim)
    {
        if (!Nothing.Contains(shim.ReturnType))
            return null;
        var count = callee.Parameters.FirstOrDefault(static parameter => parameter is { Name: "count", Type.SpecialType: SpecialType.System_Int32 });
        if (count is not null)
            return new BytesModel(method, On(shim), shim.Parameters[count.Ordinal].Name);
        var buffer = callee.Parameters.FirstOrDefault(static parameter => IsBuffer(parameter.Type));
        return buffer is null ? null : new BytesModel(method, On(shim), LengthOf(buffer, shim));
    }

    private static BytesModel? ByText(IMethodSymbol callee, ShimModel shim, bool isWhole)
    {
        if (!Nothing.Contains(shim.ReturnType))
            return null;
        var encoding = callee.Parameters.FirstOrDefault(static parameter => parameter.Type.Name == "Encoding");
        var arguments = $"{shim.Parameters[1].Name}, {(encoding is null ? "null" : shim.Parameters[encoding.Ordinal].Name)}, {(isWhole ? "true" : "false")}";
        return new BytesModel(KnownNames.BytesWrote, On(shim), $"{KnownNames.ShadowBytes}.{KnownNames.BytesOfText}({arguments})");
    }

    private static bool IsBuffer(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } => true,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory", Arity: 1 } named => named.TypeArguments[0].SpecialType == SpecialType.System_Byte,
        _ => false,
    };

    private static string LengthOf(IParameterSymbol buffer, ShimModel shim)
    {
        var name = shim.Parameters[buffer.Ordinal].Name;
        return buffer.Type is IArrayTypeSymbol ? $"{name} is null ? 0 : {name}.Length" : name + ".Length";
    }

    private static string On(ShimModel shim) => shim.Receiver == ReceiverKind.Value ? ShimNames.Self : "null";
}
