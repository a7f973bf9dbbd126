namespace ShadowGen.LogReport.Store;

/// <summary>How bad a logged event was.</summary>
internal enum LogLevel
{
    Info,
    Warning,
    Error,
}

/// <summary>One line of a log: a request, how it went and how long it took.</summary>
internal readonly record struct LogEntry(LogLevel Level, string Endpoint, double Milliseconds);
