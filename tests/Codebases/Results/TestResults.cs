using System.Globalization;
using System.Xml.Linq;

namespace ShadowGen.Codebases.Results;

/// <summary>Outcomes of one test run, by test name.</summary>
/// <param name="Outcomes">Name: outcomes, sorted; several when tests share their name.</param>
/// <param name="Duration">Of all tests together, without the start of their process.</param>
internal sealed record TestResults(IReadOnlyDictionary<string, string> Outcomes, TimeSpan Duration = default)
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    public int Count(string outcome) => Outcomes.Values.Sum(list => list.Split(',').Count(o => o == outcome));

    public int Total => Outcomes.Values.Sum(list => list.Split(',').Length);

    /// <summary>Reads reports. The path of the copy is taken out of the names, so that two copies' names compare.</summary>
    public static TestResults Read(IEnumerable<string> files, string root)
    {
        var outcomes = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var duration = TimeSpan.Zero;
        foreach (var file in files)
        {
            var document = XDocument.Load(file);
            var classes = document.Descendants(Trx + "UnitTest").ToLookup(
                test => (string?)test.Attribute("id") ?? "",
                test => (string?)test.Element(Trx + "TestMethod")?.Attribute("className") ?? "");
            foreach (var result in document.Descendants(Trx + "UnitTestResult").Where(r => !r.Descendants(Trx + "UnitTestResult").Any()))
            {
                var name = $"{classes[(string?)result.Attribute("testId") ?? ""].FirstOrDefault()}|{(string?)result.Attribute("testName")}".Replace(root, "", StringComparison.Ordinal);
                if (!outcomes.TryGetValue(name, out var list))
                    outcomes.Add(name, list = []);
                duration += TimeSpan.TryParse((string?)result.Attribute("duration"), CultureInfo.InvariantCulture, out var one) ? one : TimeSpan.Zero;
                list.Add(Word((string?)result.Attribute("outcome") ?? ""));
            }
        }

        return new TestResults(outcomes.ToDictionary(o => o.Key, o => string.Join(',', o.Value.Order(StringComparer.Ordinal)), StringComparer.Ordinal), duration);
    }

    private static string Word(string outcome) => outcome switch
    {
        "Passed" => "passed",
        "NotExecuted" or "Inconclusive" or "Pending" => "skipped",
        _ => "failed",
    };
}
