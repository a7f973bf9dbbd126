namespace ShadowGen.QuickStart.Forecasts;

/// <summary>How often the next call was among the ones foretold.</summary>
internal sealed class NextCallScore
{
    /// <summary>Questions asked.</summary>
    public int Count { get; private set; }

    /// <summary>The likeliest was it.</summary>
    public int Top1 { get; private set; }

    /// <summary>It was one of the three likeliest.</summary>
    public int Top3 { get; private set; }

    /// <param name="answers">Likeliest first.</param>
    /// <param name="actual">The call that came.</param>
    public void Add(ReadOnlySpan<NextCall> answers, CallGraphEdge actual)
    {
        Count++;
        for (var i = 0; i < Math.Min(3, answers.Length); i++)
        {
            if (answers[i].Edge != actual) continue;
            Top3++;
            if (i == 0) Top1++;
            return;
        }
    }
}
