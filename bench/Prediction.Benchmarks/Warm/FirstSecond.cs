using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using ShadowGen.Prediction.Benchmarks.Data;
using ShadowGen.Prediction.Benchmarks.EndToEnd;
using ShadowGen.Prediction.Benchmarks.Sequences;
using ShadowGen.QuickStart.Corpus;

namespace ShadowGen.Prediction.Benchmarks.Warm;

/// <summary>
/// A process that is scored while it runs: each request of its first second is foretold, call by call along a recording of it, by what the engine knows at the moment before it is answered. What the engine
/// learns in that second, at its default CPU budget, it learns as ever.
/// </summary>
internal static class FirstSecond
{
    /// <summary>The argument that makes a process score itself; the folder of the recording follows.</summary>
    public const string Verb = "score-search";

    /// <summary>Requests of the second, <see cref="Pause"/> apart; some 500 calls each.</summary>
    public const int Requests = 12;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(80);

    // The sample is a program, whose module says that it is there before Main runs: so it does where it is scored.
    [ModuleInitializer]
    internal static void Loaded() => RuntimeHelpers.RunModuleConstructor(typeof(FileReader).Module.ModuleHandle);

    /// <summary>Bits for each outcome of the second, and how many there were.</summary>
    /// <param name="recording">Folder of a recorded run of the same requests.</param>
    /// <param name="model">What the process begins with; null for nothing.</param>
    /// <exception cref="InvalidOperationException">The process failed; its words are in the message.</exception>
    public static (double Bits, long Outcomes) Measure(string recording, string? model)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        // Under "dotnet program.dll" the process is dotnet, which is told the program first.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(FirstSecond).Assembly.Location);
        start.ArgumentList.Add(Verb);
        start.ArgumentList.Add(recording);
        start.Environment.Remove("ShadowModelPath");
        if (model is not null) start.Environment["ShadowModelPath"] = model;
        var words = WarmChild.Run(start).Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Split(' ');
        return (double.Parse(words[0], CultureInfo.InvariantCulture), long.Parse(words[1], CultureInfo.InvariantCulture));
    }

    public static async Task<int> RunAsync(string recording)
    {
        var set = CallSet.Read(recording);
        var program = await SearchProgram.CreateAsync();
        var score = new Score("live");
        for (var request = 0; request < Requests; request++)
        {
            await Task.Delay(Pause);
            Replay.Run(RequestOf(set, request), LiveModel.Now(set, score));
            await program.AnswerAsync(request, request + 1);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{score.Bits} {score.Events}"));
        return 0;
    }

    /// <summary>The calls of one request: those of the longest sequence, from one root of the first one's kind to the next.</summary>
    public static CallSet RequestOf(CallSet set, int request)
    {
        var events = set.Sequences.MaxBy(s => s.Events.Length)!.Events;
        var roots = events.Index().Where(e => e.Item.Parent < 0 && e.Item.Operation == events[0].Operation).Select(e => e.Index).Append(events.Length).ToArray();
        var (from, to) = (roots[request], roots[request + 1]);
        return set with { Sequences = [new([.. events[from..to].Select(e => e with { Parent = e.Parent < from ? -1 : e.Parent - from })], 0)] };
    }
}
