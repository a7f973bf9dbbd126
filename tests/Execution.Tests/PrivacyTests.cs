using ShadowGen.Execution.Tests.Harness;

namespace ShadowGen.Execution.Tests;

/// <summary>What calls are given stays with the app: models, recordings and what is logged hold no string of it, and no number but codes of enums and bools and sizes that were rounded.</summary>
[Collection(nameof(Services))]
public class PrivacyTests
{
    [Fact]
    public void No_argument_is_in_a_model_or_a_recording() => Assert.Equal(
        "model: Pay True, s3cret False, 987654321 False, 987654 False; hashed: Pay False, s3cret False; recording: Pay True, s3cret False, 987654321 False, 987654 False, \t1\t984625594\t7001\t True; "
        + "log: Calls True, s3cret False, 987654321 False",
        Run(
            """
            namespace Shop
            {
                [Shadowed] public static class Orders
                {
                    public static int Pay(string card, int number, List<string> names, Kind kind) => Check(card) + names.Count + (int)kind % 2 + number % 2;
                    public static int Check(string card) => card.Length;
                }
                public enum Kind { Small, Large = 7001 }
                public static class Program
                {
                    public static string Run()
                    {
                        var log = new System.IO.StringWriter();
                        using var listener = new System.Diagnostics.TextWriterTraceListener(log);
                        System.Diagnostics.Trace.Listeners.Add(listener);
                        var folder = System.IO.Directory.CreateTempSubdirectory("shadowgen-canary-").FullName;
                        try
                        {
                            Calls(1);
                            Shadow.Flush();
                            string trace;
                            using (var recording = Shadow.RecordTrace(folder))
                            {
                                Calls(300);
                                recording.Stop();
                                trace = string.Concat(System.IO.Directory.GetFiles(folder).Select(Text));
                            }
                            var model = Shadow.CaptureModel().ToText();
                            Shadow.Configure(o => o.HashModelNames = true);
                            var hashed = Shadow.CaptureModel().ToText();
                            Shadow.Configure(o => o.HashModelNames = false);
                            return $"model: {Has(model, "Pay", "s3cret", "987654321", "987654")}; hashed: {Has(hashed, "Pay", "s3cret")}; recording: {Has(trace, "Pay", "s3cret", "987654321", "987654", "\t1\t984625594\t7001\t")}; log: {Has(log + Shadow.Statistics.ToString(), "Calls", "s3cret", "987654321")}";
                        }
                        finally
                        {
                            System.IO.Directory.Delete(folder, true);
                        }
                    }
                    private static string Has(string text, params string[] words) => string.Join(", ", words.Select(word => $"{word} {text.Contains(word, StringComparison.Ordinal)}"));
                    private static string Text(string file)
                    {
                        using System.IO.Stream stream = file.EndsWith(".gz") ? new System.IO.Compression.GZipStream(System.IO.File.OpenRead(file), System.IO.Compression.CompressionMode.Decompress) : System.IO.File.OpenRead(file);
                        return new System.IO.StreamReader(stream).ReadToEnd();
                    }
                    private static void Calls(int times)
                    {
                        for (var i = 0; i < times; i++) Orders.Pay("s3cret-card-" + i, 987654321, new List<string> { "s3cret name" }, i % 2 == 0 ? Kind.Small : Kind.Large);
                    }
                }
            }
            """));

    private static string Run(string source)
    {
        var plain = Compiler.Plain([("/project/Program.cs", "using System; using System.Collections.Generic; using System.Linq; using ShadowGen;\n" + source)]);
        return Harness.Run.Program(Compiler.Emit(Compiler.Shadowed(plain))).Trace;
    }
}
