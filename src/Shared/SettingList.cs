namespace ShadowGen.Shared;

/// <summary>Reads the settings that are lists: items stand between <c>;</c>, <c>,</c> or white space.</summary>
internal static class SettingList
{
    private static readonly char[] Separators = [';', ',', ' ', '\t', '\r', '\n'];

    public static string[] Split(string text) => text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The valid patterns of a list; rule SHG0004 reports the others.</summary>
    public static EquatableArray<NamespacePattern> Patterns(string text) =>
        Split(text).Select(static item => NamespacePattern.TryParse(item, out var pattern, out _) ? pattern : default)
            .Where(static pattern => !pattern.Equals(default))
            .ToEquatableArray();
}
