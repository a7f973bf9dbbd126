namespace ShadowGen.QuickStart.Tests.Support;

/// <summary>Keeps what was reported.</summary>
internal sealed class ReportedProgress : IProgress<double>
{
    public List<double> Shares { get; } = [];

    public void Report(double value) => Shares.Add(value);
}
