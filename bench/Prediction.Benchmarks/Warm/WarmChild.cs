using System.Diagnostics;
using ShadowGen.Prediction.Benchmarks.EndToEnd;

namespace ShadowGen.Prediction.Benchmarks.Warm;

/// <summary>A run of the search program in a process of its own, at its default CPU budget, that leaves a model behind.</summary>
internal static class WarmChild
{
    /// <summary>The argument that makes a process work; the file that it saves to follows.</summary>
    public const string Verb = "learn-search";

    /// <summary>The first request of the run: those before it are what is scored.</summary>
    public const int FirstRequest = FirstSecond.Requests;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Makes the program learn, from some 10,000 calls a second.</summary>
    /// <param name="file">Where the model goes.</param>
    /// <exception cref="InvalidOperationException">The process failed; its words are in the message.</exception>
    public static void LearnSearch(string file)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        // Under "dotnet program.dll" the process is dotnet, which is told the program first.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(WarmChild).Assembly.Location);
        start.ArgumentList.Add(Verb);
        start.ArgumentList.Add(file);
        Run(start);
    }

    /// <summary>What the process wrote.</summary>
    /// <exception cref="InvalidOperationException">The process failed; its words are in the message.</exception>
    public static string Run(ProcessStartInfo start)
    {
        start.RedirectStandardError = start.RedirectStandardOutput = true;
        using var child = Process.Start(start)!;
        var output = child.StandardOutput.ReadToEndAsync();
        var errors = child.StandardError.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0 ? output.Result : throw new InvalidOperationException($"'{start.FileName} {string.Join(' ', start.ArgumentList)}' failed: {errors}{output.Result}");
    }

    public static async Task<int> RunAsync(string file)
    {
        Shadow.Configure(o => o.ShadowModelPath = file);
        var program = await SearchProgram.CreateAsync();
        for (var request = FirstRequest; request < SearchProgram.Queries; request++)
        {
            await Task.Delay(Pause);
            await program.AnswerAsync(request, request + 1);
        }
        return 0; // saved as the process ends
    }
}
