namespace ShadowGen.Architecture.Tests.Support;

/// <summary>Shows every finding, one a line: xunit's own collection asserts cut them short.</summary>
internal static class Findings
{
    public static void MustBeNone(IEnumerable<string> findings)
    {
        var all = findings.Distinct().ToList();
        Assert.True(all.Count == 0, string.Join(Environment.NewLine, all));
    }
}
