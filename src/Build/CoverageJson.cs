using System.Globalization;
using System.Text;

namespace ShadowGen.Build;

/// <summary>coverage.json: docs/coverage.md has the schema. Equal assemblies give equal bytes.</summary>
internal static class CoverageJson
{
    public const string Schema = "shadowgen-coverage/1";

    public static string Of(Coverage coverage)
    {
        var text = new StringBuilder();
        text.Append("{\n");
        text.Append("  \"schema\": ").Append(Quote(Schema)).Append(",\n");
        text.Append("  \"assembly\": ").Append(Quote(coverage.Assembly)).Append(",\n");
        text.Append("  \"methods\": ").Append(Number(coverage.ShadowedMethods)).Append(",\n");
        if (coverage.Reach is { } reach)
            text.Append("  \"reached\": { \"methods\": ").Append(Number(coverage.ReachedMethods)).Append(", \"runs\": ").Append(Number(reach.Runs)).Append(", \"last\": ").Append(Quote(reach.LastText)).Append(" },\n");
        text.Append("  \"callSites\": ").Append(Count(coverage.Own)).Append(",\n");
        text.Append("  \"referenced\": ").Append(Count(coverage.Referenced)).Append(",\n");
        text.Append("  \"services\": ").Append(Count(coverage.Services)).Append(",\n");
        text.Append("  \"skipped\": ").Append(Reasons(coverage, coverage.Skipped)).Append(",\n");
        text.Append("  \"mentions\": ").Append(Reasons(coverage, coverage.Mentioned)).Append(",\n");
        text.Append("  \"leftOut\": ").Append(List("  ", coverage.LeftOut.Select(static left =>
            $"{{ \"reason\": {Quote(left.Reason)}, \"callSites\": {Number(left.CallSites)}, \"methods\": {Number(left.Methods)} }}"))).Append(",\n");
        text.Append("  \"files\": ").Append(List("  ", coverage.Files.Select(File))).Append("\n}\n");
        return text.ToString();
    }

    private static string Count(Coverage.Count count) =>
        $"{{ \"total\": {Number(count.Total)}, \"shadowed\": {Number(count.Shadowed)}, \"percent\": {count.Percent.ToString("0.0", CultureInfo.InvariantCulture)} }}";

    private static string Reasons(Coverage coverage, IReadOnlyList<ReasonSites> reasons) => List("  ", reasons.Select(reason =>
        $"{{ \"reason\": {Quote(reason.Reason)}, \"callSites\": {Number(reason.Sites.Count)}, \"at\": {List("    ", reason.Sites.Select(site => Site(coverage, site)))} }}"));

    private static string Site(Coverage coverage, SkippedSite site) =>
        $"{{ \"file\": {Quote(site.File)}, \"line\": {Number(site.Skip.Line)}, \"column\": {Number(site.Skip.Column)}, "
        + $"\"callee\": {Quote(coverage.NameOf(site.Skip.Callee))}, \"caller\": {Quote(coverage.NameOf(site.Skip.Caller))} }}";

    private static string File(Skeleton file) =>
        $"{{ \"path\": {Quote(file.File)}, \"shadowed\": {Number(file.Edges.Sum(static edge => edge.CallSites))}, \"skipped\": {Number(file.Skips.Count)}, "
        + $"\"leftOut\": {Number(file.LeftOut.Sum(static left => left.CallSites))} }}";

    private static string List(string indent, IEnumerable<string> items)
    {
        var all = items.ToList();
        return all.Count == 0 ? "[]" : $"[\n{indent}  {string.Join($",\n{indent}  ", all)}\n{indent}]";
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Quote(string value) => JsonText.Quote(value);
}
