using System.Runtime.Intrinsics;

namespace Hamlet.Algorithms.Ppo;

/// <summary>
/// Exponentials and logarithms of many values, eight at a time. A value has the same result wherever it stands, and exp(0) is 1: the
/// runtime's own vectors miss that by a unit in the last place, which showed as a divergence where nothing had changed.
/// </summary>
internal static class VectorFunctions
{
    // Beyond the first the result is no normal number and becomes 0; beyond the second it is infinity.
    private const float Least = -87.33f;
    private const float Most = 88.37f;

    // ln 2 in two parts; the first has 12 bits, so that n times it is exact.
    private const float LogHigh = 0.693359375f;
    private const float LogLow = -2.12194440e-4f;
    private const float InverseLog = 1.44269504f;

    private interface IFunction
    {
        static abstract Vector256<float> Of(Vector256<float> x);
    }

    /// <summary>Replaces each value by its exponential.</summary>
    public static void Exp(Span<float> values) => Apply<Exponential>(values);

    /// <summary>Replaces each value by its natural logarithm.</summary>
    public static void Log(Span<float> values) => Apply<Logarithm>(values);

    private static void Apply<TFunction>(Span<float> values)
        where TFunction : struct, IFunction
    {
        while (values.Length >= Vector256<float>.Count)
        {
            TFunction.Of(Vector256.Create<float>(values)).CopyTo(values);
            values = values[Vector256<float>.Count..];
        }

        if (!values.IsEmpty)
        {
            // The rest goes through the same operations, beside ones that nobody looks at.
            Span<float> padded = stackalloc float[Vector256<float>.Count];
            padded.Fill(1);
            values.CopyTo(padded);
            TFunction.Of(Vector256.Create<float>(padded)).CopyTo(padded);
            padded[..values.Length].CopyTo(values);
        }
    }

    // x = n ln 2 + r, and exp(x) = 2^n (1 + r + r^2 q(r)) with the minimax polynomial that the managed backend's tanh has too.
    private readonly struct Exponential : IFunction
    {
        public static Vector256<float> Of(Vector256<float> x)
        {
            Vector256<float> bounded = Vector256.Min(Vector256.Max(x, Vector256.Create(Least)), Vector256.Create(Most));
            Vector256<float> n = Vector256.Round(bounded * InverseLog);
            Vector256<float> r = bounded - (n * LogHigh) - (n * LogLow);

            Vector256<float> q = (r * 1.98458787e-4f) + Vector256.Create(1.39406272e-3f);
            q = (q * r) + Vector256.Create(8.33338937e-3f);
            q = (q * r) + Vector256.Create(4.16663609e-2f);
            q = (q * r) + Vector256.Create(1.66666664e-1f);
            q = (q * r) + Vector256.Create(0.5f);
            Vector256<float> mantissa = (r * r * q) + r + Vector256<float>.One;

            Vector256<float> power = ((Vector256.ConvertToInt32(n) + Vector256.Create(127)) << 23).AsSingle();
            Vector256<float> result = mantissa * power;
            result = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(Least)), Vector256<float>.Zero, result);
            return Vector256.ConditionalSelect(
                Vector256.GreaterThan(x, Vector256.Create(Most)), Vector256.Create(float.PositiveInfinity), result);
        }
    }

    private readonly struct Logarithm : IFunction
    {
        public static Vector256<float> Of(Vector256<float> x) => Vector256.Log(x);
    }
}
