using System.Globalization;

namespace Hamlet.Metrics;

/// <summary>One choice that was made for a run, such as <c>agents.agent_0.learning_rate</c>.</summary>
public sealed record Hyperparameter
{
    // Above 2^53 not every whole number is a double: a seed would come out as another one.
    private const double Exact = 9007199254740992;

    private Hyperparameter(string name, HyperparameterKind kind, double number, string text)
    {
        Name = name;
        Kind = kind;
        Number = number;
        Text = text;
    }

    /// <summary>Its dotted name.</summary>
    public string Name { get; }

    /// <summary>What it is.</summary>
    public HyperparameterKind Kind { get; }

    /// <summary>The number; of a truth value 1 or 0, of a text 0.</summary>
    public double Number { get; }

    /// <summary>It as a text.</summary>
    public string Text { get; }

    /// <summary>A text.</summary>
    public static Hyperparameter Of(string name, string value) => new(name, HyperparameterKind.Text, 0, value);

    /// <summary>A truth value.</summary>
    public static Hyperparameter Of(string name, bool value) => new(name, HyperparameterKind.Boolean, value ? 1 : 0, value ? "true" : "false");

    /// <summary>A number; one that a double does not hold exactly, or that is not finite, becomes a text.</summary>
    public static Hyperparameter Of(string name, double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return Math.Abs(value) <= Exact ? new Hyperparameter(name, HyperparameterKind.Number, value, text) : Of(name, text);
    }

    /// <summary>What an unquoted word of a configuration file stands for: a switch, a number, else a text.</summary>
    public static Hyperparameter Parse(string name, string word)
    {
        if (word is "true" or "false")
        {
            return Of(name, word == "true");
        }

        bool isNumber = double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        return isNumber && Math.Abs(number) <= Exact ? new Hyperparameter(name, HyperparameterKind.Number, number, word) : Of(name, word);
    }
}
