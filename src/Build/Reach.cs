using System.Globalization;
using ShadowGen.Shared.Model;

namespace ShadowGen.Build;

/// <summary>What the runs of a model have called.</summary>
/// <param name="Runs">How many there were.</param>
/// <param name="Last">When the last of them was saved.</param>
/// <param name="Callees">Ids of what was called, as a skeleton has them.</param>
internal sealed record Reach(int Runs, DateTimeOffset Last, ISet<string> Callees)
{
    /// <returns>Null for a model that cannot be read, of which rule SHG1009 and the diagrams' line tell.</returns>
    public static Reach? Read(string model)
    {
        ModelFile file;
        try
        {
            file = ModelReader.Read(model);
        }
        catch (ModelFormatException)
        {
            return null;
        }

        var sources = file.Sources.Values.ToList();
        return new Reach(
            sources.Sum(static source => Math.Max(1, source.Members.Length)),
            DateTimeOffset.FromUnixTimeSeconds(Math.Min(sources.Select(static source => source.Last).DefaultIfEmpty(0).Max(), DateTimeOffset.MaxValue.ToUnixTimeSeconds())),
            new HashSet<string>(sources.SelectMany(static source => source.Edges).Where(static edge => edge.Value > 0).Select(static edge => ModelMath.IdText(edge.Key.Callee)), StringComparer.Ordinal));
    }

    /// <summary>As JSON has it.</summary>
    public string LastText => Last.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
