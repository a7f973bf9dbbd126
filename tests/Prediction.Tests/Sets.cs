using System.IO.Compression;
using ShadowGen.Prediction.Benchmarks.Data;
using ShadowGen.TestSupport;

namespace ShadowGen.Prediction.Tests;

/// <summary>Sets made by hand.</summary>
internal static class Sets
{
    public const string Header = "seq\tidx\tparentIdx\top\tstart_us\tdur_us";

    /// <summary>Writes an events file, and reads it.</summary>
    public static CallSet Read(TemporaryFolder folder, params string[] lines)
    {
        Write(folder, lines);
        return CallSet.Read(folder.Root);
    }

    public static void Write(TemporaryFolder folder, params string[] lines)
    {
        using var writer = new StreamWriter(new GZipStream(File.Create(folder.PathOf(CallSet.EventsFile)), CompressionLevel.Fastest));
        foreach (var line in lines) writer.Write(line.Replace(' ', '\t') + "\n");
    }

    /// <summary>One sequence: of each call its caller and what is called.</summary>
    public static CallSet Of(int train, params (int Caller, int Operation)[] calls) => new(
        "by hand", null, [new([.. calls.Select(static (c, i) => new CallEvent(c.Caller, c.Operation, i, 1, double.NaN))], train)], calls.Max(static c => c.Operation) + 1, HoldsOutTails: true);
}
