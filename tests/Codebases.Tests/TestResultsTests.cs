using ShadowGen.Codebases.Results;
using ShadowGen.TestSupport;

namespace ShadowGen.Codebases.Tests;

public sealed class TestResultsTests
{
    [Fact]
    public void A_report_is_read_by_class_and_name_without_the_copys_path()
    {
        using var folder = new TemporaryFolder("trx");
        folder.Write("r.trx", """
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
              <Results>
                <UnitTestResult testId="1" testName="Reads(file: &quot;/copy/plain/a.txt&quot;)" outcome="Passed" />
                <UnitTestResult testId="2" testName="Twin" outcome="Failed" duration="00:00:01.5000000" />
                <UnitTestResult testId="2" testName="Twin" outcome="Passed" duration="00:00:02.0000000" />
                <UnitTestResult testId="3" testName="Later" outcome="NotExecuted" />
                <UnitTestResult testId="4" testName="Rows" outcome="Failed">
                  <InnerResults>
                    <UnitTestResult testId="4" testName="Rows (1)" outcome="Passed" />
                    <UnitTestResult testId="4" testName="Rows (2)" outcome="Timeout" />
                  </InnerResults>
                </UnitTestResult>
              </Results>
              <TestDefinitions>
                <UnitTest id="1"><TestMethod className="A" /></UnitTest>
                <UnitTest id="2"><TestMethod className="B" /></UnitTest>
              </TestDefinitions>
            </TestRun>
            """);

        var results = TestResults.Read([folder.PathOf("r.trx")], "/copy/plain");

        Assert.Equal(
            ["A|Reads(file: \"/a.txt\") passed", "B|Twin failed,passed", "|Later skipped", "|Rows (1) passed", "|Rows (2) failed"],
            results.Outcomes.Select(o => $"{o.Key} {o.Value}"));
        Assert.Equal(TimeSpan.FromSeconds(3.5), results.Duration);
        Assert.Equal((3, 2, 1), (results.Count("passed"), results.Count("failed"), results.Count("skipped")));
    }
}
