using Hamlet.Analysis.Diagnoses;
using Hamlet.Analysis.Reading;
using Hamlet.Analysis.Rules;
using Hamlet.Randomness;

namespace Hamlet.Tests.Analysis.Support;

/// <summary>
/// A training as it could be, made from curves and noise. What a quantity does over the run is a function from 0..1; a disease replaces one of the healthy ones.
/// </summary>
internal sealed class SyntheticRun
{
    private const int Points = 400;
    private const double Began = 1_760_000_000;

    private readonly Dictionary<Quantity, Func<double, double>> _curves = [];
    private readonly Dialect _dialect;
    private RandomStream _random;

    public SyntheticRun(Dialect dialect, ulong seed, bool onPolicy)
    {
        _dialect = dialect;
        _random = new RandomStreams(seed).Create(dialect.Name);
        double top = 50 * Math.Pow(10, _random.NextDouble(0, 2));
        double pace = _random.NextDouble(3, 10);
        this[Quantity.Reward] = t => Noisy(top * (0.1 + (0.9 * (1 - Math.Exp(-pace * t)))), 0.1 * top);
        this[Quantity.EpisodeLength] = t => Noisy(20 + (180 * (1 - Math.Exp(-pace * t))), 10);
        this[Quantity.GradientNorm] = t => 0.5 * Math.Exp(Noisy(0, 0.4));
        this[Quantity.Throughput] = t => Noisy(5000, 300);
        if (onPolicy)
        {
            this[Quantity.SuccessRate] = t => Math.Clamp(Noisy(0.9 * (1 - Math.Exp(-pace * t)), 0.05), 0, 1);
            this[Quantity.Entropy] = t => Math.Abs(Noisy(0.3 + (1.3 * Math.Exp(-3 * t)), 0.05));
            this[Quantity.ValueLoss] = t => 5 * Math.Exp(Noisy(-2 * t, 0.5));
            this[Quantity.PolicyLoss] = t => Noisy(-0.01, 0.01);
            this[Quantity.Kl] = t => 0.01 * Math.Exp(Noisy(0, 0.4));
            this[Quantity.ClipFraction] = t => Math.Clamp(Noisy(0.12, 0.03), 0, 1);
            this[Quantity.ExplainedVariance] = t => Math.Min(0.99, Noisy(0.9 * (1 - Math.Exp(-8 * t)), 0.08));
            this[Quantity.RewardComponent] = t => Noisy(1 + (2 * t), 0.2);
        }
        else
        {
            double perStep = top / 200;
            this[Quantity.Epsilon] = t => Math.Max(0.05, 1 - (3 * t));
            this[Quantity.QValue] = t => Noisy(40 * perStep * (1 - Math.Exp(-5 * t)), perStep);
            this[Quantity.Loss] = t => perStep * Math.Exp(Noisy(0, 0.5)) * (0.2 + Math.Min(1, 5 * t));
        }
    }

    public Func<double, double> this[Quantity quantity]
    {
        get => _curves[quantity];
        set => _curves[quantity] = value;
    }

    public RunSession Session { get; set; } = RunSession.Ended;

    public double Silence { get; set; } = 60;

    public double Noisy(double value, double noise) => value + (noise * _random.NextGaussian());

    public IReadOnlyList<Finding> Examine()
    {
        var data = new RunData(new RunFolder(".", ".")) { Session = Session, LongestGap = 20 };
        for (int i = 0; i < Points; i++)
        {
            foreach ((Quantity quantity, Func<double, double> curve) in _curves)
            {
                double value = curve(i / (Points - 1.0));
                if (_dialect.Tags.TryGetValue(quantity, out string? tag))
                {
                    bool negative = tag[0] == '-';
                    data.Table.Find(negative ? tag[1..] : tag).Series.Add(1000 * (i + 1), Began + i, (float)(negative ? -value : value));
                }
            }
        }

        data.LastTime = Began + Points;
        return AllDiagnoses.Examine(new RunView(data, AnalysisRules.Default, data.LastTime + Silence));
    }
}
