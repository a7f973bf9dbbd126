namespace ShadowGen.Arrivals;

/// <summary>A period in which arrivals may repeat themselves.</summary>
/// <param name="Period">Steps of its lane.</param>
/// <param name="Slots">Into how many parts the period is cut; a part is a whole number of steps.</param>
internal readonly record struct Season(int Period, int Slots)
{
    /// <summary>Steps in a slot.</summary>
    public int Width => Period / Slots;
}
