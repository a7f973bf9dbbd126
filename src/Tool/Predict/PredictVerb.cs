using System.CommandLine;
using System.Globalization;
using ShadowGen.Tool.Models;
using ShadowGen.Tool.Output;

namespace ShadowGen.Tool.Predict;

/// <summary><c>predict</c>: what a call of a method will need.</summary>
internal static class PredictVerb
{
    public static Command Create(Screen screen)
    {
        var name = new Argument<string>("method") { Description = "The last parts of its name (Checkout, Cart.Checkout), its full name or its documentation id." };
        var model = CommonOptions.Model();
        var values = new Option<string[]>("--arg", "-a") { Description = "An argument's length, count, magnitude or flag: --arg text.Length=10000. All that the method has, or none.", DefaultValueFactory = _ => [] };
        var top = CommonOptions.Number("--top", 8, 0, "How many likely callees to list.");
        var json = CommonOptions.Json();
        var command = new Command("predict", "Foretells what a call of a method needs, by the law of its arguments where they are given, and what it is likely to call.") { name, model, values, top, json };
        command.SetAction(parsed =>
        {
            var loaded = ModelInput.Load(screen, parsed.GetValue(model)!);
            var found = MethodNames.Find(loaded.CallGraph.Nodes.Where(node => node.Calls > 0), node => node, parsed.GetValue(name)!, $"in '{parsed.GetValue(model)}'");
            var forecast = Forecast.Of(loaded, found.MaxBy(node => node.Calls), ArgumentsOf(parsed.GetValue(values)!), parsed.GetValue(top));
            if (parsed.GetValue(json)) screen.Json(forecast);
            else Write(screen, forecast);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Dictionary<string, long> ArgumentsOf(string[] texts)
    {
        var values = new Dictionary<string, long>();
        foreach (var text in texts)
        {
            var at = text.LastIndexOf('=');
            if (at <= 0 || !long.TryParse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)) throw new ToolException($"--arg {text}: it must be NAME=NUMBER, such as text.Length=10000.");
            values[text[..at]] = value;
        }
        return values;
    }

    private static void Write(Screen screen, Forecast forecast)
    {
        screen.Line(forecast.Method + (forecast.Arguments.Count == 0 ? "" : $" ({string.Join(", ", forecast.Arguments.Select(pair => pair.Key + (pair.Value is { } value ? $"={value}" : "")))})"));
        screen.Line();
        var table = new TextTable("Resource", "#Median", "#90% from", "#to", "By");
        foreach (var need in forecast.Resources)
        {
            var kind = Resource.Parse(need.Resource);
            table.Add(need.Resource, Units.Of(kind, need.Median), Units.Of(kind, need.Low), Units.Of(kind, need.High), need.Reason);
        }
        screen.Write(table);
        if (forecast.Callees.Count == 0) return;
        screen.Line();
        screen.Heading("Likely to call");
        var callees = new TextTable("Method", "#Probability", "#Depth", "#Calls per call");
        foreach (var callee in forecast.Callees)
            callees.Add(callee.Name, callee.Probability.ToString("0.00", CultureInfo.InvariantCulture), Units.Count(callee.Depth), callee.CallsPerCall?.ToString("0.##", CultureInfo.InvariantCulture) ?? "");
        screen.Write(callees);
    }
}
