using System.Globalization;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Emit;

/// <summary>The skeleton's lines about code that never ran: docs/architecture.md has the format.</summary>
internal static class StaticText
{
    public static IEnumerable<string> Lines(FileModel file)
    {
        var named = new HashSet<string>(file.Methods.Select(static method => method.Id), StringComparer.Ordinal);
        foreach (var body in file.Static.Bodies)
            yield return $"body {body.Id} {Number(body.Cost)}" + (named.Contains(body.Id) ? "" : $" {body.Line.ToString(CultureInfo.InvariantCulture)} {body.DocId}");
        foreach (var prior in file.Static.Priors)
            yield return $"prior {prior.CallerId} {prior.CalleeId} {Letter(prior.Kind)} {Number(prior.Frequency)}";
        foreach (var given in file.Static.Given)
            yield return $"given {given.PlaceId} {given.MethodId} {Number(given.Frequency)}";
        foreach (var taken in file.Static.Taken)
            yield return $"taken {taken.CallerId} {(taken.PlaceId.Length == 0 ? "-" : taken.PlaceId)} {taken.TypeId} {Number(taken.Frequency)}";
        foreach (var type in file.Static.Types)
        {
            if (type.IsDeclared)
                yield return $"type {type.Id} {(type.BaseId.Length == 0 ? "-" : type.BaseId)}";
            if (type.IsInstantiated)
                yield return $"new {type.Id}";
        }

        foreach (var found in file.Static.Overrides)
            yield return $"override {found.TypeId} {found.MethodId} {found.SlotId}";
    }

    private static string Letter(PriorKind kind) => kind switch
    {
        PriorKind.Direct => "d",
        PriorKind.Virtual => "v",
        PriorKind.Callback => "c",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind has no letter in the skeleton format."),
    };

    // Three digits: an estimate is not known better, and a smaller change elsewhere in the body is no difference in a diff.
    private static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
