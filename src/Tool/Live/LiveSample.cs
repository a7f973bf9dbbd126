using System.Globalization;

namespace ShadowGen.Tool.Live;

/// <summary>What a process said of itself at one moment.</summary>
internal sealed class LiveSample
{
    private readonly Dictionary<string, long> _values = [];

    public string App { get; private set; } = "";

    public Dictionary<string, LiveMethod> Methods { get; } = [];

    /// <summary>0 for one that was not told.</summary>
    public long this[string name] => _values.GetValueOrDefault(name);

    /// <summary>What is not understood is passed over: a newer process may tell more.</summary>
    public static LiveSample Parse(string text)
    {
        var sample = new LiveSample();
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("method\t", StringComparison.Ordinal))
            {
                if (line.Split('\t') is [_, var id, var calls, var cpu, var p50, var p99, var allocated, var name, ..])
                    sample.Methods[id] = new(id, name, (long)Number(calls), Number(cpu), Number(p50), Number(p99), Number(allocated));
            }
            else if (line.StartsWith("app ", StringComparison.Ordinal))
            {
                sample.App = line[4..];
            }
            else if (line.Split(' ') is [var key, var value] && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            {
                sample._values[key] = number;
            }
        }
        return sample;
    }

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
}

/// <summary>A method of a running process: calls, CPU and bytes are sums since it began, without callees; latency is with them.</summary>
internal sealed record LiveMethod(string Id, string Name, long Calls, double Cpu, double P50, double P99, double Allocated);
