using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>What configuration says about the methods that one file declares. Attributes in source say more than any of it.</summary>
/// <param name="Include">Namespaces that are shadowed.</param>
/// <param name="Exclude">Namespaces that are not, whatever <paramref name="Include"/> says.</param>
/// <param name="MinimumSize">Methods below this <see cref="MethodSize"/> are left out unless they carry the attribute themselves; 0 leaves none out.</param>
/// <param name="Services">Lists of service calls that the file's calls are looked up in, beside those of the assembly's attributes.</param>
internal sealed record OptInSettings(EquatableArray<NamespacePattern> Include, EquatableArray<NamespacePattern> Exclude, int MinimumSize, ServicePresets Services)
{
    public static readonly OptInSettings Default = new(default, default, MethodSize.DefaultMinimum, ServicePresets.None);

    /// <summary>Equal settings have equal keys.</summary>
    public string Key { get; } = $"{string.Join(",", Include)};{string.Join(",", Exclude)};{MinimumSize.ToString(CultureInfo.InvariantCulture)};{Services}";

    public bool Covers(string space) => Include.Any(pattern => pattern.Matches(space)) && !Exclude.Any(pattern => pattern.Matches(space));
}

/// <summary>Reads the settings of each file of a project. Files that are told the same share one instance.</summary>
internal sealed class OptInSettingsReader(AnalyzerConfigOptionsProvider provider)
{
    private readonly AnalyzerConfigOptions _global = provider.GlobalOptions;
    private (string Include, string Exclude, string MinimumSize, string Services) _lastText = ("", "", "", "");
    private OptInSettings _last = OptInSettings.Default;

    public OptInSettings Of(SyntaxTree tree)
    {
        var file = provider.GetOptions(tree);
        var text = (OptInKey.Include.Read(file, _global), OptInKey.Exclude.Read(file, _global), OptInKey.MinimumSize.Read(file, _global), OptInKey.ServiceCalls.Read(file, _global));
        if (text != _lastText)
        {
            _last = new OptInSettings(SettingList.Patterns(text.Item1), SettingList.Patterns(text.Item2), MinimumSize(text.Item3), Services(text.Item4));
            _lastText = text;
        }

        return _last;
    }

    // A name that is no list is nobody's, and rule SHG0004 says so: the rest of the setting stands.
    private static ServicePresets Services(string text) => SettingList.Split(text)
        .Aggregate(ServicePresets.None, static (all, item) => ServiceLists.TryParse(item, out var one) ? all | one : all);

    private static int MinimumSize(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : MethodSize.DefaultMinimum;
}
