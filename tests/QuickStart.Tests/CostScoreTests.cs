using ShadowGen.QuickStart.Forecasts;

namespace ShadowGen.QuickStart.Tests;

public sealed class CostScoreTests
{
    [Fact]
    public void Errors_add_up_where_biases_cancel()
    {
        var score = new CostScore();
        score.Add(new(10, 0), 20);
        score.Add(new(30, 0), 20);

        Assert.Equal((2, 20.0, 20.0), (score.Count, score.MeanPredicted, score.MeanMeasured));
        Assert.Equal(0, score.Bias);
        Assert.Equal(0.5, score.Error);
    }

    [Fact]
    public void Bias_has_the_sign_of_the_forecast()
    {
        var score = new CostScore();
        score.Add(new(15, 0), 10);

        Assert.Equal(0.5, score.Bias);
    }

    [Fact]
    public void What_was_not_foretold_is_not_scored()
    {
        var score = new CostScore();
        score.Add(ResourceForecast.NotMeasured, 10);

        Assert.Equal(0, score.Count);
    }
}
