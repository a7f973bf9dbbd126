using System.CommandLine;
using ShadowGen.Recording;
using ShadowGen.Tool.Models;
using ShadowGen.Tool.Output;
using ShadowGen.Tool.Traces;

namespace ShadowGen.Tool.Convert;

/// <summary><c>convert</c>: traces and models for viewers that exist.</summary>
internal static class ConvertVerb
{
    public static Command Create(Screen screen)
    {
        var input = new Argument<string>("input") { Description = "A folder with a recorded trace, or a model file." };
        var format = new Option<string>("--format", "-f") { Description = "otlp (OpenTelemetry), perfetto (also Chrome): of traces. speedscope, pprof: of both.", Required = true };
        format.AcceptOnlyFromAmong("otlp", "perfetto", "speedscope", "pprof");
        var output = new Option<string>("--output", "-o") { Description = "The file to write.", Required = true };
        var json = CommonOptions.Json();
        var command = new Command("convert", "Writes a recorded trace or a model in a format of another tool: OpenTelemetry (OTLP/JSON), Perfetto (Trace Event JSON), speedscope, or pprof (gzipped profile.proto).") { input, format, output, json };
        command.SetAction(parsed =>
        {
            var (from, kind, to) = (parsed.GetValue(input)!, parsed.GetValue(format)!, parsed.GetValue(output)!);
            var bytes = Directory.Exists(screen.PathOf(from)) ? OfTrace(screen, from, kind) : OfModel(screen, from, kind);
            OutputFile.Write(screen, to, path => File.WriteAllBytes(path, bytes));
            if (parsed.GetValue(json)) screen.Json(new Written(to, kind, bytes.Length));
            else screen.Line($"{to}: {kind}, {Units.Size(bytes.Length)}");
            return ExitCode.Ok;
        });
        return command;
    }

    private static byte[] OfTrace(Screen screen, string folder, string format)
    {
        var trace = TraceReader.Read(screen, folder);
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(screen.PathOf(folder)));
        return format switch
        {
            "otlp" => OtlpText.Of(name, trace, BeganAt(screen.PathOf(folder), trace)),
            "perfetto" => ChromeTrace.Of(name, trace),
            "speedscope" => SpeedscopeText.Of(name, trace),
            _ => PprofProfile.Of(WeightedStack.Of(trace)),
        };
    }

    private static byte[] OfModel(Screen screen, string path, string format)
    {
        var model = ModelInput.Load(screen, path);
        return format switch
        {
            "speedscope" => SpeedscopeText.Of(Path.GetFileName(path), WeightedStack.Of(model.CallGraph)),
            "pprof" => PprofProfile.Of(WeightedStack.Of(model.CallGraph)),
            _ => throw new ToolException($"a model has sums and no moments, which {format} is made of: use speedscope or pprof, or convert a trace that 'dotnet shadowgen record' wrote."),
        };
    }

    // A recording is written when it ends.
    private static DateTimeOffset BeganAt(string folder, Trace trace) =>
        File.GetLastWriteTimeUtc(Path.Combine(folder, TraceFolder.EventsFile)) - TimeSpan.FromMicroseconds(trace.Sequences.SelectMany(calls => calls).Select(call => call.Start + call.Duration).DefaultIfEmpty(0).Max());

    /// <summary>What was written, as JSON has it.</summary>
    private sealed record Written(string Output, string Format, long Bytes);
}
