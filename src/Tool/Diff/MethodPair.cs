using ShadowGen.Tool.Models;

namespace ShadowGen.Tool.Diff;

/// <summary>A method in the model before, after, or both.</summary>
internal sealed record MethodPair(MethodFigures? Before, MethodFigures? After)
{
    public MethodFigures Any => After ?? Before!;

    public CallGraphNode Node => Any.Node;

    public string Name => Any.Name;

    /// <summary>Methods are the same when their ids are. One that has gone and one that has come are the same when they alone have their full name: its signature has changed.</summary>
    public static IReadOnlyList<MethodPair> Of(IReadOnlyList<MethodFigures> before, IReadOnlyList<MethodFigures> after)
    {
        var later = after.ToDictionary(method => method.Node.Id);
        var earlier = before.Select(method => method.Node.Id).ToHashSet();
        var gone = before.Where(method => !later.ContainsKey(method.Node.Id)).ToList();
        var come = after.Where(method => !earlier.Contains(method.Node.Id)).ToList();
        var resigned = gone.GroupBy(method => method.Node.Name).Where(group => group.Count() == 1)
            .Join(come.GroupBy(method => method.Node.Name).Where(group => group.Count() == 1), group => group.Key, group => group.Key, (left, right) => new MethodPair(left.First(), right.First())).ToList();
        var paired = resigned.SelectMany(pair => new[] { pair.Before, pair.After }).ToHashSet();
        return
        [
            .. before.Where(method => later.ContainsKey(method.Node.Id)).Select(method => new MethodPair(method, later[method.Node.Id])),
            .. resigned,
            .. gone.Where(method => !paired.Contains(method)).Select(method => new MethodPair(method, null)),
            .. come.Where(method => !paired.Contains(method)).Select(method => new MethodPair(null, method)),
        ];
    }
}
