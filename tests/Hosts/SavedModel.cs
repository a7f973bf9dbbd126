using ShadowGen.Hosts.Work;

namespace ShadowGen.Hosts;

/// <summary>Ends in one way or another after calls that a model is to hold.</summary>
internal static class SavedModel
{
    public const int Calls = 1_000;

    /// <summary>At the end of Main, a moment after the first call.</summary>
    public static void Run()
    {
        var sum = 0;
        for (var i = 0; i < Calls; i++) sum += Arithmetic.Twice(i);
        Console.WriteLine($"sum {sum}");
    }

    public static void Exit()
    {
        Run();
        Environment.Exit(3);
    }

    /// <summary>Waits to be ended by a signal.</summary>
    public static void Wait()
    {
        Run();
        Shadow.Flush();
        // Until the engine has begun, which is what watches signals.
        while (Shadow.Statistics.EngineRounds < 5) Thread.Sleep(10);
        Console.WriteLine("ready");
        Thread.Sleep(Timeout.Infinite);
    }

    /// <summary>Saves again and again to where it cannot.</summary>
    public static void Fail()
    {
        // What no environment can hold.
        if (Environment.GetEnvironmentVariable("ShadowModelPath") == "zero") Shadow.Configure(o => o.ShadowModelPath = "a\0b");
        Run();
        for (var i = 0; i < 3; i++) Console.WriteLine($"saved {Shadow.SaveModel()}");
        Console.WriteLine($"captured {Shadow.CaptureModel().CallGraph.Find("ShadowGen.Hosts.Work.Arithmetic.Twice").Calls}");
        Console.WriteLine($"saves {Shadow.Statistics.ModelSaves}, faults {Shadow.Statistics.Faults}: {Shadow.Statistics.LastFault}");
    }
}
