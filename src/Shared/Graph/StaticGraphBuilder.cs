using System.Globalization;

namespace ShadowGen.Shared.Graph;

/// <summary>Joins skeletons into one graph: an edge's frequency is its call sites, times 8 for each loop around them.</summary>
internal sealed class StaticGraphBuilder
{
    private const string Outside = "0000000000000000";
    private const double LoopFactor = 8;

    /// <summary>Reasons of skips that are no calls.</summary>
    private static readonly HashSet<string> Mentions = new(StringComparer.Ordinal) { "method-group", "function-pointer", "nameof" };

    private readonly Dictionary<string, StaticNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Caller, string Callee), StaticEdge> _edges = [];
    private string _assembly = "";

    public void Add(string skeleton)
    {
        var assembly = "";
        var file = "";
        foreach (var text in skeleton.Split('\n'))
        {
            var line = text.TrimEnd('\r');
            switch (line.Split(' ')[0])
            {
                case "assembly" when Fields(line, 2) is { Length: 2 } fields:
                    assembly = fields[1];
                    if (_assembly.Length == 0)
                        _assembly = assembly;
                    break;
                case "file" when Fields(line, 2) is { Length: 2 } fields:
                    file = fields[1];
                    break;
                case "method" when Fields(line, 5) is { Length: 5 } fields:
                    Declare(Describe(fields[1], fields[3], fields[4], assembly), file, fields[2]);
                    break;
                case "callee" when Fields(line, 4) is { Length: 4 } fields:
                    Describe(fields[1], fields[2], fields[3], assembly);
                    break;
                case "edge" when Fields(line, 6) is { Length: 6 } fields:
                    var depth = int.TryParse(fields[4], NumberStyles.None, CultureInfo.InvariantCulture, out var loops) ? loops : 0;
                    Connect(fields[2], fields[3], Math.Pow(LoopFactor, depth) * fields[5].Split(',').Length, fields[5], isShimmed: true);
                    break;
                case "skip" when Fields(line, 5) is { Length: 5 } fields && !Mentions.Contains(fields[1]):
                    Connect(fields[4], fields[3], 1, fields[2], isShimmed: false);
                    break;
            }
        }
    }

    public StaticGraph Build()
    {
        var nodes = _nodes.Values.OrderBy(static node => node.DocId, StringComparer.Ordinal).ThenBy(static node => node.Id, StringComparer.Ordinal).ToList();
        for (var i = 0; i < nodes.Count; i++)
            nodes[i].Index = i;
        var edges = _edges.Values.OrderBy(static edge => edge.Caller.Index).ThenBy(static edge => edge.Callee.Index).ToList();
        foreach (var calls in edges.GroupBy(static edge => edge.Caller))
        {
            calls.Key.Calls = [.. calls];
            var sum = calls.Sum(static edge => edge.Frequency);
            foreach (var edge in calls)
                edge.Probability = edge.Frequency / sum;
        }

        foreach (var calls in edges.GroupBy(static edge => edge.Callee))
            calls.Key.CalledBy = [.. calls];
        StaticFrequencies.Estimate(nodes);
        return new StaticGraph(_assembly, nodes, edges);
    }

    private static string[] Fields(string line, int count) => line.Split([' '], count);

    private StaticNode Node(string id)
    {
        if (!_nodes.TryGetValue(id, out var node))
        {
            node = new StaticNode { Id = id, DocId = id == Outside ? "outside" : id, IsOutside = id == Outside };
            _nodes.Add(id, node);
        }

        return node;
    }

    private StaticNode Describe(string id, string flags, string docId, string assembly)
    {
        var node = Node(id);
        node.DocId = docId;
        node.IsShadowed |= flags.Contains("s");
        node.IsService |= flags.Contains("x");
        node.IsVirtual |= flags.Contains("v");
        node.IsAsync |= flags.Contains("a");
        node.IsIterator |= flags.Contains("i");
        node.IsFlow |= flags.Contains("f");
        if (!node.IsFlow)
            node.Assembly = assembly;
        return node;
    }

    // A partial method's parts are in two files: the smaller place, whatever comes first.
    private static void Declare(StaticNode node, string file, string line)
    {
        if (node.File.Length > 0 && string.CompareOrdinal(node.File, file) <= 0)
            return;
        node.File = file;
        node.Line = int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private void Connect(string caller, string callee, double frequency, string places, bool isShimmed)
    {
        if (!_edges.TryGetValue((caller, callee), out var edge))
        {
            edge = new StaticEdge(Node(caller), Node(callee));
            _edges.Add((caller, callee), edge);
        }

        edge.Frequency += frequency;
        edge.IsShimmed |= isShimmed;
        edge.Places = edge.Places.Length == 0 ? places : string.CompareOrdinal(edge.Places, places) <= 0 ? edge.Places + "," + places : places + "," + edge.Places;
    }
}
