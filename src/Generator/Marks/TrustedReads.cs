using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Generator.Effects;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Marks;

/// <summary>Methods that a project vouches for: <c>shadowgen_trusted_reads = Type.Method, Type.*</c> in .globalconfig, with as much of the namespace as it takes. Thread-safe.</summary>
internal sealed class TrustedReads
{
    public const string Key = Parsing.ProjectOptions.TrustedReadsKey;

    private readonly string[] _items;
    private readonly ConcurrentDictionary<ISymbol, bool> _known = new(SymbolEqualityComparer.Default);

    private TrustedReads(string[] items) => _items = items;

    public static TrustedReads Of(AnalyzerConfigOptionsProvider options) => Of(options.GlobalOptions.TryGetValue(Key, out var text) ? text : "");

    /// <param name="text">The setting, or "".</param>
    public static TrustedReads Of(string text) => new([.. SettingList.Split(text)]);

    public bool Includes(IMethodSymbol method) => _items.Length != 0 && _known.GetOrAdd((method.ReducedFrom ?? method).OriginalDefinition, Matches);

    private bool Matches(ISymbol method)
    {
        var type = Values.NameOf(method.ContainingType);
        return _items.Any(item => item.EndsWith(".*", StringComparison.Ordinal) ? EndsWith(type, item.Substring(0, item.Length - 2)) : EndsWith($"{type}.{method.Name}", item));
    }

    private static bool EndsWith(string name, string item) =>
        name.EndsWith(item, StringComparison.Ordinal) && (name.Length == item.Length || name[name.Length - item.Length - 1] == '.');
}
