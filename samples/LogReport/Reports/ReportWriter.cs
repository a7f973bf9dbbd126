using System.Net;
using System.Text;

namespace ShadowGen.LogReport.Reports;

/// <summary>Reports as text.</summary>
internal static class ReportWriter
{
    public static string Csv(List<string[]> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows) text.AppendJoin(',', row).Append('\n');
        return text.ToString();
    }

    public static string Html(List<string[]> rows)
    {
        var text = new StringBuilder("<table>\n");
        foreach (var row in rows)
        {
            text.Append("<tr>");
            foreach (var cell in row) text.Append("<td>").Append(WebUtility.HtmlEncode(cell)).Append("</td>");
            text.Append("</tr>\n");
        }
        return text.Append("</table>\n").ToString();
    }
}
