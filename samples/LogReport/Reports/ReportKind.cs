namespace ShadowGen.LogReport.Reports;

/// <summary>What a report is about.</summary>
internal enum ReportKind
{
    /// <summary>Requests by endpoint.</summary>
    Traffic,

    /// <summary>Percentiles of how long requests took.</summary>
    Latency,

    /// <summary>What went wrong, line by line.</summary>
    Errors,
}
