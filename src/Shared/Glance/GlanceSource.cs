namespace ShadowGen.Shared.Glance;

/// <summary>A run, or several runs added up, and where in the text its lines are.</summary>
internal sealed class GlanceSource
{
    public ulong Id { get; init; }

    /// <summary>When it was saved last, in seconds since 1970.</summary>
    public long Last { get; init; }

    public int Start { get; init; }

    public int End { get; set; }

    /// <summary>Runs of a fold; empty for a run.</summary>
    public List<ulong> Members { get; } = [];

    /// <summary>What its counts weigh in the sum of all; 0 where another source holds its runs as well.</summary>
    public double Share { get; set; }
}
