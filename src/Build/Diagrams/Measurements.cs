using System.Globalization;
using ShadowGen.Shared.Glance;
using ShadowGen.Shared.Graph;
using ShadowGen.Shared.Model;

namespace ShadowGen.Build.Diagrams;

/// <summary>What a model has measured of a graph, and of which runs it is.</summary>
internal sealed class Measurements
{
    private readonly MeasuredGraph _graph;
    private readonly string _text;
    private readonly int _runs;
    private readonly DateTimeOffset _last;

    private Measurements(MeasuredGraph graph, int runs, long last)
    {
        (_graph, _runs, _last) = (graph, runs, DateTimeOffset.FromUnixTimeSeconds(Math.Min(last, DateTimeOffset.MaxValue.ToUnixTimeSeconds())));
        _text = $"figures are of {Figure.Count(runs)} measured run{(runs == 1 ? "" : "s")}, the last on {_last.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, where they counted, and else estimates";
    }

    /// <summary>For a diagram's first lines.</summary>
    public string Source => char.ToUpperInvariant(_text[0]) + _text.Substring(1) + ".";

    /// <summary>For the build's line.</summary>
    public string Summary => _text;

    public string Json => $"{{ \"runs\": {_runs.ToString(CultureInfo.InvariantCulture)}, \"last\": \"{_last.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}\", \"text\": {JsonText.Quote(_text)} }}";

    /// <summary>Puts a model's figures into a graph.</summary>
    /// <param name="graph">Is changed.</param>
    /// <param name="model">The file's text; null for none.</param>
    /// <param name="fault">Why it was not used; "" where nothing is wrong.</param>
    /// <returns>Null where nothing was changed.</returns>
    public static Measurements? Apply(StaticGraph graph, string? model, out string fault)
    {
        fault = "";
        if (model is null)
            return null;
        ModelGlance read;
        try
        {
            read = ModelGlance.Read(model);
        }
        catch (ModelFormatException found)
        {
            fault = "the model cannot be read: " + found.Message;
            return null;
        }

        if (MeasuredGraph.Apply(graph.Nodes, node => IdOf(node, read), IsCounted, read) is not { } measured)
        {
            fault = "the model counted no call of this assembly";
            return null;
        }

        return new Measurements(measured, read.Runs, read.Last);
    }

    /// <summary><c>1,200 × 3.4 µs</c>: calls and mean time; "" where nothing was counted.</summary>
    public string Of(StaticNode node) => _graph.CallsOf(node) is not { } calls ? ""
        : MeanOf(node) is { Length: > 0 } mean ? $"{Figure.Count(calls)} × {mean}" : $"{Figure.Count(calls)} calls";

    /// <summary>Further fields of a node.</summary>
    public string JsonOf(StaticNode node) => _graph.CallsOf(node) is not { } calls ? ""
        : $", \"calls\": {calls.ToString(CultureInfo.InvariantCulture)}" + (MeanOf(node) is { Length: > 0 } mean
            ? $", \"meanNanoseconds\": {Percent.Significant(_graph.MeanOf(node, ModelGlance.Cost.Elapsed)!.Value)}, \"mean\": {JsonText.Quote(mean)}" : "");

    public bool IsCounted(StaticEdge edge) => _graph.IsCounted(edge) && edge.IsShimmed;

    private string MeanOf(StaticNode node) => _graph.MeanOf(node, ModelGlance.Cost.Elapsed) is { } mean ? Figure.Time(mean) : "";

    private static ulong IdOf(StaticNode node, ModelGlance model) => !node.IsOutside && ModelMath.TryId(node.Id, out var id) && model.Find(id) is not null ? id : 0;

    // What a dispatched call runs is counted under the name of the call.
    private static bool IsCounted(StaticNode node) => (node.IsShadowed || node.IsService || node.IsFlow) && node.CalledBy.All(static edge => edge.IsShimmed);
}
