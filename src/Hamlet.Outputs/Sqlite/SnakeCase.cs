using System.Text;

namespace Hamlet.Outputs.Sqlite;

/// <summary>Names in snake case: <c>HomeMeal</c> and <c>Home Meal</c> are <c>home_meal</c>, <c>TDError</c> is <c>td_error</c>.</summary>
internal static class SnakeCase
{
    /// <summary>A name in snake case. Letters of any alphabet stay; what is neither letter nor digit separates words.</summary>
    public static string Of(string name)
    {
        var result = new StringBuilder(name.Length + 4);
        for (int i = 0; i < name.Length; i++)
        {
            if (!char.IsLetterOrDigit(name[i]))
            {
                Separate(result);
                continue;
            }

            if (i > 0 && char.IsUpper(name[i]) && StartsWord(name, i))
            {
                Separate(result);
            }

            result.Append(char.ToLowerInvariant(name[i]));
        }

        return result.ToString().TrimEnd('_');
    }

    private static bool StartsWord(string name, int i) =>
        !char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]));

    private static void Separate(StringBuilder result)
    {
        if (result.Length > 0 && result[^1] != '_')
        {
            result.Append('_');
        }
    }
}
