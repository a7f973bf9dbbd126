using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Analyzers.HotPaths;
using ShadowGen.Generator.Marks;
using ShadowGen.Generator.Parsing;
using ShadowGen.Shared;

namespace ShadowGen.Analyzers.Rules;

/// <summary>SHG0004: a value of an MSBuild property or of .editorconfig that cannot be read. Told once for each value, wherever it holds.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidSettingAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleIdentifiers.Warning(
        RuleIdentifiers.InvalidSetting,
        "Setting is invalid",
        "{0} has \"{1}\". {2} As it is, it is ignored.");

    private static readonly (OptInKey Key, Func<string, IEnumerable<(string Item, string Fault)>> Faults)[] Checks =
    [
        (OptInKey.Include, PatternFaults),
        (OptInKey.Exclude, PatternFaults),
        (OptInKey.MinimumSize, SizeFaults),
        (OptInKey.ExcludeCalls, CallFaults),
        (OptInKey.ServiceCalls, ListFaults),
    ];

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationAction(static end =>
        {
            if (KnownAttributes.Find(end.Compilation) is null)
                return;
            foreach (var (name, item, fault) in Find(end.Options.AnalyzerConfigOptionsProvider, end.Compilation.SyntaxTrees))
                end.ReportDiagnostic(Diagnostic.Create(Rule, Location.None, name, item, fault));
        });
    }

    private static IEnumerable<(string Name, string Item, string Fault)> Find(AnalyzerConfigOptionsProvider provider, IEnumerable<SyntaxTree> trees)
    {
        var values = new HashSet<(OptInKey Key, string Name, string Text)>();
        foreach (var (key, _) in Checks)
        {
            values.Add((key, NameOf(key, null), key.Read(null, provider.GlobalOptions)));
            foreach (var tree in trees)
            {
                var file = provider.GetOptions(tree);
                values.Add((key, NameOf(key, file), key.Read(file, provider.GlobalOptions)));
            }
        }

        var found = from value in values
                    where value.Text.Length != 0
                    from check in Checks
                    where check.Key == value.Key
                    from fault in check.Faults(value.Text)
                    orderby value.Name, fault.Item
                    select (value.Name, fault.Item, fault.Fault);
        return found.Concat(ShareFaults(provider.GlobalOptions));

        string NameOf(OptInKey key, AnalyzerConfigOptions? file)
        {
            key.Read(file, provider.GlobalOptions, out var name);
            return name;
        }
    }

    // A setting of the whole compilation, which has no property.
    private static IEnumerable<(string Name, string Item, string Fault)> ShareFaults(AnalyzerConfigOptions global) =>
        global.TryGetValue(HotPathShare.Key, out var text) && !HotPathShare.TryParse(text, out _)
            ? [(HotPathShare.Key, text.Trim(), "Write a number of percent, 0 to 100: 100 looks for no hot path.")]
            : [];

    private static IEnumerable<(string Item, string Fault)> PatternFaults(string text) =>
        SettingList.Split(text).Select(static item => (item, Fault: NamespacePattern.TryParse(item, out _, out var error) ? "" : error!)).Where(static found => found.Fault.Length != 0);

    private static IEnumerable<(string Item, string Fault)> SizeFaults(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? [] : [(text, "Write a number: 0 shadows methods of every size.")];

    private static IEnumerable<(string Item, string Fault)> CallFaults(string text) =>
        SettingList.Split(text).Where(static item => !item.Contains('.')).Select(static item => (item, $"A method is named with its type: write \"Type.{item}\"."));

    private static IEnumerable<(string Item, string Fault)> ListFaults(string text) =>
        SettingList.Split(text).Where(static item => !ServiceLists.TryParse(item, out _))
            .Select(static item => (item, $"There is no such list of service calls. Write one of {string.Join(", ", ServiceLists.Names)}."));
}
