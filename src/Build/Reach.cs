using System.Globalization;
using ShadowGen.Shared.Glance;
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
        try
        {
            var read = ModelGlance.Read(model);
            return new Reach(
                read.Runs,
                DateTimeOffset.FromUnixTimeSeconds(Math.Min(read.Last, DateTimeOffset.MaxValue.ToUnixTimeSeconds())),
                new HashSet<string>(read.Methods.Where(method => read.IsReached(method.Id)).Select(static method => ModelMath.IdText(method.Id)), StringComparer.Ordinal));
        }
        catch (ModelFormatException)
        {
            return null;
        }
    }

    /// <summary>As JSON has it.</summary>
    public string LastText => Last.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
