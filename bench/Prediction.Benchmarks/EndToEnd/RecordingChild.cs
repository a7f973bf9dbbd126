using System.Diagnostics;
using ShadowGen.Prediction.Benchmarks.Data;

namespace ShadowGen.Prediction.Benchmarks.EndToEnd;

/// <summary>Records every call of the program's run in a process of its own, so that the engine of this one learns from its own run alone.</summary>
internal static class RecordingChild
{
    /// <summary>The argument that makes a process record; the folder follows.</summary>
    public const string Verb = "record-search";

    private const int MostCalls = 2_000_000;

    /// <exception cref="InvalidOperationException">The process failed; its words are in the message.</exception>
    public static CallSet Record()
    {
        var folder = Directory.CreateTempSubdirectory("shadowgen-");
        try
        {
            return Record(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Records to a folder, which stays.</summary>
    /// <inheritdoc cref="Record()" path="/exception"/>
    public static CallSet Record(string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardError = true };
        // Under "dotnet program.dll" the process is dotnet, which is told the program first.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(RecordingChild).Assembly.Location);
        start.ArgumentList.Add(Verb);
        start.ArgumentList.Add(folder);
        using var child = Process.Start(start)!;
        var errors = child.StandardError.ReadToEnd();
        child.WaitForExit();
        if (child.ExitCode != 0) throw new InvalidOperationException($"recording the program's calls failed: {errors}");
        return WithTails(CallSet.Read(folder));
    }

    // One thread answers all queries, and is one sequence; each text that is read is a flow of one call.
    private static CallSet WithTails(CallSet set) => set with
    {
        HoldsOutTails = true,
        Sequences = [.. set.Sequences.Select(s => s with { Train = (int)((long)s.Events.Length * SearchProgram.Learned / SearchProgram.Queries) })],
    };

    public static async Task<int> RunAsync(string folder)
    {
        var program = await SearchProgram.CreateAsync();
        using var recording = Shadow.RecordTrace(folder, new() { MaxEvents = MostCalls });
        await program.AnswerAsync(SearchProgram.Queries, TimeSpan.Zero);
        recording.Stop();
        if (recording.Problem is null && recording.Missed == 0 && !recording.IsFull) return 0;
        Console.Error.WriteLine(recording.Problem ?? $"{recording.Missed} calls of {recording.Events} were missed");
        return 1;
    }
}
