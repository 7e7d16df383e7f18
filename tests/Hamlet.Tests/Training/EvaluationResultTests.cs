using Hamlet.Training.Evaluation;

namespace Hamlet.Tests.Training;

public sealed class EvaluationResultTests
{
    // Wilson's 95 % interval of 5 of 10 is 0.2366 to 0.7634, that of 0 of 10 is 0 to 0.2775.
    [Theory]
    [InlineData(5, 0.5, 0.2634)]
    [InlineData(0, 0, 0.1388)]
    [InlineData(10, 1, 0.1388)]
    public void ThePrecisionOfTheSuccessRateIsHalfOfWilsonsInterval(int successes, double rate, double precision)
    {
        var result = new EvaluationResult(new double[10], new int[10], Truncations: 0, successes);

        Assert.Equal(rate, result.SuccessRate);
        Assert.Equal(precision, result.SuccessPrecision!.Value, 4);
    }

    [Fact]
    public void WithoutSuccessThereIsNoRate()
    {
        var result = new EvaluationResult(new double[10], new int[10], Truncations: 3);

        Assert.Null(result.SuccessRate);
        Assert.Null(result.SuccessPrecision);
    }
}
