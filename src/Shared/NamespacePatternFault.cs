using Microsoft.CodeAnalysis.CSharp;

namespace ShadowGen.Shared;

/// <summary>Says what is wrong with a namespace pattern and what to write instead.</summary>
internal static class NamespacePatternFault
{
    private const string GlobalPrefix = "global::";

    /// <summary>The first fault of a pattern as a text for its author, or null when it is valid.</summary>
    public static string? Find(string? text)
    {
        if (text is null || text.Trim().Length == 0)
        {
            return "The pattern is empty. Write a namespace such as \"Shop.Orders\", or \"**\" for everything, the global namespace included.";
        }

        if (text.Any(char.IsWhiteSpace))
        {
            return "The pattern has white space." + Instead(string.Concat(text.Where(c => !char.IsWhiteSpace(c))));
        }

        if (text.StartsWith(GlobalPrefix, StringComparison.Ordinal))
        {
            return "A pattern starts at the global namespace by itself." + Instead(text.Substring(GlobalPrefix.Length));
        }

        var segments = text.Split('.');
        for (var i = 0; i < segments.Length; i++)
        {
            if (SegmentFault(segments, i) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static string? SegmentFault(string[] segments, int i)
    {
        var segment = segments[i];
        if (segment.Length == 0)
        {
            return "The pattern has an empty segment: a dot stands between two names." + Instead(Join(segments.Where(s => s.Length > 0)));
        }

        if (segment == "**")
        {
            return i == segments.Length - 1 ? null : "'**' may stand at the end only." + Instead(Join(segments.Take(i + 1)));
        }

        if (segment == "*" || SyntaxFacts.IsValidIdentifier(segment))
        {
            return null;
        }

        if (segment[0] == '@' && SyntaxFacts.IsValidIdentifier(segment.Substring(1)))
        {
            return "'@' is not part of a name." + Instead(Join(segments.Select((s, k) => k == i ? s.Substring(1) : s)));
        }

        return segment.Contains('*')
            ? $"'{segment}' mixes a name and '*', which stands for one whole segment." + Instead(Join(segments.Select((s, k) => k == i ? "*" : s)))
            : $"'{segment}' is not a C# identifier. Write names, '*' or a last '**', separated by dots, such as \"Shop.Orders.**\".";
    }

    private static string Join(IEnumerable<string> segments) => string.Join(".", segments);

    /// <summary>A proposal is shown only when it is itself valid.</summary>
    private static string Instead(string proposal) => Find(proposal) is null
        ? $" Write \"{proposal}\"."
        : " Write a namespace such as \"Shop.Orders\", \"Shop.*\" or \"Shop.Orders.**\".";
}
