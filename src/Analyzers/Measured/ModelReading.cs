using ShadowGen.Shared.Glance;
using ShadowGen.Shared.Model;

namespace ShadowGen.Analyzers.Measured;

/// <summary>What came of reading a model file: a model, or a fault and its line.</summary>
/// <param name="Model">Null when it cannot be read.</param>
/// <param name="Line">From 1 on; 0 where nothing is wrong.</param>
/// <param name="Fault">What is wrong; "" for nothing.</param>
internal sealed record ModelReading(MeasuredModel? Model, int Line, string Fault)
{
    public static ModelReading Of(string text)
    {
        try
        {
            return new(new MeasuredModel(ModelGlance.Read(text)), 0, "");
        }
        catch (ModelFormatException fault)
        {
            return new(null, fault.Line, fault.Fault);
        }
#pragma warning disable CA1031 // Whatever the file holds, a rule that throws says less than one that names the file.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return new(null, 1, fault.Message);
        }
    }
}
