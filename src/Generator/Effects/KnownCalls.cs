using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Effects;

/// <summary>The framework's methods, by type and name. docs/rules/SHG1005.md says which are on which list.</summary>
internal static class KnownCalls
{
    private static readonly HashSet<string> PureTypes = Words(
        "System.String System.Math System.MathF System.Convert System.BitConverter System.Char System.Boolean System.Byte System.SByte System.Int16 System.UInt16 System.Int32 System.UInt32 "
        + "System.Int64 System.UInt64 System.Int128 System.UInt128 System.Half System.Single System.Double System.Decimal System.IntPtr System.DateTime System.DateTimeOffset System.TimeSpan System.DateOnly System.TimeOnly "
        + "System.Guid System.Uri System.Version System.AppContext System.Type System.Enum System.Nullable System.Tuple System.ValueTuple System.Index System.Range System.StringComparer System.GC "
        + "System.MemoryExtensions System.ReadOnlySpan System.ReadOnlyMemory System.TimeZoneInfo System.TimeProvider System.FormattableString System.IO.Path System.Text.Encoding System.Text.Rune "
        + "System.ArgumentNullException System.ArgumentException System.ArgumentOutOfRangeException System.ObjectDisposedException System.Threading.CancellationToken System.Threading.Monitor System.Threading.Lock System.Threading.Interlocked System.Threading.Volatile "
        + "System.Threading.Tasks.Task System.Threading.Tasks.ValueTask System.Threading.Tasks.TaskAsyncEnumerableExtensions System.Net.Http.Json.HttpContentJsonExtensions System.Net.Http.HttpContent "
        + "System.Net.WebUtility System.Web.HttpUtility System.Diagnostics.Stopwatch System.Exception System.IFormattable System.IComparable System.IEquatable System.Runtime.CompilerServices.RuntimeHelpers "
        + "System.Net.Http.HttpResponseMessage System.Text.Json.JsonElement System.Text.Json.JsonProperty");

    private static readonly HashSet<string> PureNamespaces = Words(
        "System.Linq System.Linq.Expressions System.Collections.Immutable System.Collections.Frozen System.Text.RegularExpressions System.Numerics System.Globalization");

    private static readonly HashSet<string> Reads = Words(
        "ToString Equals GetHashCode GetType ReferenceEquals CompareTo Compare MemberwiseClone GetEnumerator GetAsyncEnumerator AsSpan AsMemory AsReadOnly Slice Contains ContainsKey ContainsValue "
        + "IndexOf LastIndexOf BinarySearch Exists Find FindAll FindIndex FindLast TrueForAll ConvertAll ForEach Peek TryPeek TryGetValue GetValueOrDefault IsSubsetOf IsSupersetOf IsProperSubsetOf "
        + "IsProperSupersetOf Overlaps SetEquals GetRange GetValue GetLength GetUpperBound GetLowerBound Empty ToArray ToList Clone ConfigureAwait GetAwaiter GetResult");

    // Enumerators, readers and streams are objects of their own: who made one may advance it.
    private static readonly HashSet<string> OwnStateNames = Words("MoveNext MoveNextAsync Dispose DisposeAsync Reset Close");

    private static readonly Dictionary<string, HashSet<string>> External = new(StringComparer.Ordinal)
    {
        ["System.IO.File"] = Words("ReadAllText ReadAllTextAsync ReadAllLines ReadAllLinesAsync ReadAllBytes ReadAllBytesAsync ReadLines ReadLinesAsync OpenRead OpenText Exists GetLastWriteTime GetLastWriteTimeUtc GetCreationTime GetCreationTimeUtc GetAttributes"),
        ["System.IO.Directory"] = Words("Exists GetFiles GetDirectories GetFileSystemEntries EnumerateFiles EnumerateDirectories EnumerateFileSystemEntries GetCurrentDirectory GetParent"),
        ["System.IO.FileInfo"] = Words("OpenRead OpenText"),
        ["System.IO.DirectoryInfo"] = Words("GetFiles GetDirectories EnumerateFiles EnumerateDirectories"),
        ["System.Net.Http.HttpClient"] = Words("GetAsync GetStringAsync GetByteArrayAsync GetStreamAsync"),
        ["System.Net.Http.HttpMessageInvoker"] = [],
        ["System.Net.Http.Json.HttpClientJsonExtensions"] = Words("GetFromJsonAsync GetFromJsonAsAsyncEnumerable"),
        ["System.Net.Dns"] = Words("GetHostAddresses GetHostAddressesAsync GetHostEntry GetHostEntryAsync GetHostName"),
        ["System.Console"] = [],
        ["System.Environment"] = Words("GetEnvironmentVariable GetEnvironmentVariables GetCommandLineArgs GetFolderPath ExpandEnvironmentVariables GetLogicalDrives"),
        ["System.Diagnostics.Process"] = Words("GetCurrentProcess GetProcessById GetProcesses GetProcessesByName"),
        ["System.Data.Common.DbCommand"] = [],
        ["System.Data.IDbCommand"] = [],
    };

    public static CallKind Of(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (method.IsImplicitlyDeclared || method.MethodKind is MethodKind.UserDefinedOperator or MethodKind.Conversion or MethodKind.BuiltinOperator)
            return CallKind.Creates;
        if (IsPure(method))
            return CallKind.Reads;
        for (var type = method.ContainingType; type is not null; type = type.BaseType)
        {
            if (OfType(method, Values.NameOf(type), type.ContainingNamespace.ToDisplayString()) is var kind and not CallKind.Unknown)
                return kind;
        }

        if (Reads.Contains(method.Name))
            return IsCreated(method) ? CallKind.Creates : CallKind.Reads;
        if (OwnStateNames.Contains(method.Name))
            return CallKind.ChangesReceiver;
        return method is { IsReadOnly: true, IsStatic: false, ContainingType.IsValueType: true } ? CallKind.Reads : CallKind.Unknown;
    }

    /// <summary>Whether somebody vouches for it: <c>[Pure]</c> on the method or its type.</summary>
    public static bool IsPure(IMethodSymbol method) => method.GetAttributes().Concat(method.ContainingType.GetAttributes())
        .Any(static attribute => attribute.AttributeClass is { Name: "PureAttribute" });

    private static CallKind OfType(IMethodSymbol method, string type, string space)
    {
        if (External.TryGetValue(type, out var reads))
            return reads.Contains(method.Name) ? CallKind.Fetches : CallKind.Acts;
        switch (type)
        {
            case "System.Text.Json.JsonSerializer":
                return method.Parameters.Any(static parameter => parameter.Type.Name is "Stream" or "Utf8JsonWriter" or "PipeWriter") && method.Name.StartsWith("Serialize", StringComparison.Ordinal)
                    ? CallKind.ChangesReceiver
                    : CallKind.Fetches;
            case "System.IO.Stream" or "System.IO.TextReader" or "System.IO.TextWriter" or "System.IO.BinaryReader" or "System.IO.BinaryWriter" or "System.Random":
                return CallKind.ChangesReceiver;
            case var _ when space == "System.Reflection":
                return method.Name.StartsWith("Get", StringComparison.Ordinal) || method.Name.StartsWith("Is", StringComparison.Ordinal) ? CallKind.Reads : CallKind.Unknown;
            case "System.Array":
                return Reads.Contains(method.Name) ? CallKind.Reads : CallKind.ChangesReceiver;
        }

        if (PureTypes.Contains(type) || PureNamespaces.Contains(space))
            return IsCreated(method) ? CallKind.Creates : CallKind.Reads;
        return space is "System.Text" or "System.Buffers" || space.StartsWith("System.Collections", StringComparison.Ordinal)
            ? Reads.Contains(method.Name) ? IsCreated(method) ? CallKind.Creates : CallKind.Reads : CallKind.ChangesReceiver
            : CallKind.Unknown;
    }

    // A container of its own, whatever it holds.
    private static bool IsCreated(IMethodSymbol method) =>
        method.Name.StartsWith("To", StringComparison.Ordinal) || method.Name is "GetEnumerator" or "GetAsyncEnumerator" or "FindAll" or "ConvertAll" or "GetRange" or "Clone" or "Empty" or "StartNew"
        || method.ReturnType is IArrayTypeSymbol;

    private static HashSet<string> Words(string text) => new(text.Split(' '), StringComparer.Ordinal);
}
