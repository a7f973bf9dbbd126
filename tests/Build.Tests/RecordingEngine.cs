using Microsoft.Build.Framework;

namespace ShadowGen.Build.Tests;

/// <summary>What a task said.</summary>
internal sealed class RecordingEngine : IBuildEngine
{
    public List<string> Said { get; } = [];

    public bool ContinueOnError => false;

    public int LineNumberOfTaskNode => 0;

    public int ColumnNumberOfTaskNode => 0;

    public string ProjectFileOfTaskNode => "";

    public bool BuildProjectFile(string projectFileName, string[] targetNames, System.Collections.IDictionary globalProperties, System.Collections.IDictionary targetOutputs) => false;

    public void LogCustomEvent(CustomBuildEventArgs e) => Said.Add(e.Message!);

    public void LogErrorEvent(BuildErrorEventArgs e) => Said.Add("error " + e.Message);

    public void LogMessageEvent(BuildMessageEventArgs e) => Said.Add(e.Message!);

    public void LogWarningEvent(BuildWarningEventArgs e) => Said.Add("warning " + e.Message);
}
