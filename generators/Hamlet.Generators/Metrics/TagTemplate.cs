using System.Text;

namespace Hamlet.Generators.Metrics;

/// <summary>A tag as it stands in an attribute: names between slashes, in which <c>{part}</c> is filled in at run time.</summary>
internal static class TagTemplate
{
    private static readonly Encoding s_strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What is wrong with a tag, or null.</summary>
    public static string? Problem(string tag, ISet<string> parts)
    {
        if (tag.Split('/').Any(static name => name.Length == 0))
        {
            return tag.Length == 0 ? "it is empty" : "a name before, between or after its slashes is empty";
        }

        if (tag.Any(char.IsControl))
        {
            return "it has a control character";
        }

        return IsUnicode(tag) ? ProblemOfBraces(tag, parts) : "it has half of a surrogate pair, which no output can write";
    }

    /// <summary>Whether some of a tag is not filled in at run time: <c>{name}</c> alone may be anything.</summary>
    public static bool HasFixedPart(string tag)
    {
        bool inside = false;
        foreach (char letter in tag)
        {
            if (!inside && letter is not ('{' or '/'))
            {
                return true;
            }

            inside = letter == '{' || (inside && letter != '}');
        }

        return false;
    }

    private static bool IsUnicode(string tag)
    {
        try
        {
            return s_strict.GetByteCount(tag) > 0;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private static string? ProblemOfBraces(string tag, ISet<string> parts)
    {
        for (int open = tag.IndexOfAny(['{', '}']); open >= 0; open = tag.IndexOfAny(['{', '}'], open))
        {
            int close = tag.IndexOf('}', open);
            if (tag[open] == '}' || close < 0)
            {
                return "its braces do not match";
            }

            string part = tag.Substring(open + 1, close - open - 1);
            if (!parts.Contains(part))
            {
                return $"no property marked [TagPart] has the name '{part}' in camel case";
            }

            open = close + 1;
        }

        return null;
    }
}
