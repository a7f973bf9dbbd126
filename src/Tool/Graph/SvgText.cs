extern alias build;

using System.Globalization;
using System.Text;
using build::ShadowGen.Build.Diagrams;
using ShadowGen.Tool.Output;

namespace ShadowGen.Tool.Graph;

/// <summary>A diagram as an SVG picture, without scripts or anything from elsewhere.</summary>
internal static class SvgText
{
    private const int Height = 34, RowGap = 14, ColumnGap = 90, Margin = 24;
    private const double LetterWidth = 6.6;

    private static readonly (string Fill, string Text)[] Colours = [("#f6f8fa", "#1f2328"), ("#fff3c4", "#1f2328"), ("#ffd591", "#1f2328"), ("#ff9f6b", "#1f2328"), ("#e5534b", "#ffffff")];

    private readonly record struct Place(double X, double Y, double Width);

    public static string Of(string title, Diagram diagram)
    {
        var layers = LayeredLayout.Of(diagram).Layers;
        var places = Arrange(layers, out var width, out var height);
        var note = diagram.Folded.Count > 0 ? "Not all is shown: " + string.Join("; ", diagram.Folded) : diagram.Boxes.Count == 0 ? title + " has no shadowed calls" : "";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:0}\" height=\"{height:0}\" viewBox=\"0 0 {width:0} {height:0}\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"11\">\n");
        text.Append("<title>").Append(SafeText.Xml("Call graph of " + title)).Append("</title>\n");
        text.Append("<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0 8 4 0 8z\" fill=\"#57606a\"/></marker></defs>\n");
        text.Append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        foreach (var arrow in diagram.Arrows) AppendArrow(text, arrow, places[arrow.Caller], places[arrow.Callee]);
        foreach (var box in layers.SelectMany(layer => layer)) AppendBox(text, box, places[box]);
        if (note.Length > 0) text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Margin}\" y=\"{height - 8:0}\" fill=\"#57606a\">{SafeText.Xml(note)}</text>\n");
        return text.Append("</svg>\n").ToString();
    }

    private static Dictionary<Box, Place> Arrange(List<List<Box>> layers, out double width, out double height)
    {
        var places = new Dictionary<Box, Place>();
        var rows = layers.Count == 0 ? 1 : layers.Max(layer => layer.Count);
        height = (2 * Margin) + (rows * (Height + RowGap)) + 10;
        var x = (double)Margin;
        foreach (var layer in layers)
        {
            var column = layer.Max(box => Math.Max(Caption(box).Length, box.Label.Length) * LetterWidth) + 20;
            var y = Margin + ((rows - layer.Count) * (Height + RowGap) / 2.0);
            foreach (var box in layer)
            {
                places[box] = new(x, y, column);
                y += Height + RowGap;
            }
            x += column + ColumnGap;
        }
        width = Math.Max(x - (layers.Count == 0 ? 0 : ColumnGap), 300) + Margin;
        return places;
    }

    private static void AppendBox(StringBuilder text, Box box, Place place)
    {
        var (fill, colour) = Colours[box.Level];
        var dash = box.IsShadowed ? "" : " stroke-dasharray=\"4 3\"";
        text.Append(CultureInfo.InvariantCulture, $"<g><title>{SafeText.Xml(box.Tooltip)}</title><rect x=\"{place.X:0.#}\" y=\"{place.Y:0.#}\" width=\"{place.Width:0.#}\" height=\"{Height}\" rx=\"6\" fill=\"{fill}\" stroke=\"#8c959f\"{dash}/>");
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{place.X + 10:0.#}\" y=\"{place.Y + 14:0.#}\" fill=\"{colour}\" opacity=\"0.75\" font-size=\"9\">{SafeText.Xml(Caption(box))}</text>");
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{place.X + 10:0.#}\" y=\"{place.Y + 27:0.#}\" fill=\"{colour}\">{SafeText.Xml(box.Label)}</text></g>\n");
    }

    private static void AppendArrow(StringBuilder text, Arrow arrow, Place from, Place to)
    {
        var (startX, startY) = (from.X + from.Width, from.Y + (Height / 2.0));
        var (endX, endY) = (to.X, to.Y + (Height / 2.0));
        // Backwards, and to itself, around above.
        var isBack = endX <= from.X;
        var bend = isBack ? 60 : Math.Max(30, (endX - startX) / 2);
        var lift = isBack ? -Height : 0;
        var dash = !arrow.IsShimmed || arrow.IsVirtual ? " stroke-dasharray=\"5 4\"" : "";
        text.Append(CultureInfo.InvariantCulture, $"<path d=\"M{startX:0.#} {startY:0.#}C{startX + bend:0.#} {startY + lift:0.#} {endX - bend:0.#} {endY + lift:0.#} {endX:0.#} {endY:0.#}\" fill=\"none\" stroke=\"#57606a\" stroke-width=\"{0.8 + (2.4 * arrow.Probability):0.#}\" opacity=\"0.7\"{dash} marker-end=\"url(#arrow)\"/>");
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{(startX + endX) / 2:0.#}\" y=\"{((startY + endY) / 2) - 3 + (lift * 0.75):0.#}\" fill=\"#57606a\" font-size=\"9\" text-anchor=\"middle\">{Percent.Of(arrow.Probability)}</text>\n");
    }

    private static string Caption(Box box) => box.Type.Length > 0 ? box.Type : box.Namespace;
}
