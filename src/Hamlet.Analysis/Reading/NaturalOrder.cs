namespace Hamlet.Analysis.Reading;

/// <summary>
/// Orders names so that numbers in them count as numbers: a writer's tenth file, <c>.10</c>, comes after <c>.9</c>. Where all numbers have
/// equally many digits, as the seconds at the beginning of an event file's name, that is the alphabet's order.
/// </summary>
internal sealed class NaturalOrder : IComparer<string>
{
    /// <summary>The only one.</summary>
    public static NaturalOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> a = x;
        ReadOnlySpan<char> b = y;
        while (!a.IsEmpty && !b.IsEmpty)
        {
            int digitsA = Digits(a);
            int digitsB = Digits(b);
            int order;
            int takeA = Math.Max(1, digitsA);
            int takeB = Math.Max(1, digitsB);
            if (digitsA > 0 && digitsB > 0)
            {
                ReadOnlySpan<char> numberA = a[..digitsA].TrimStart('0');
                ReadOnlySpan<char> numberB = b[..digitsB].TrimStart('0');
                order = numberA.Length != numberB.Length ? numberA.Length - numberB.Length : numberA.SequenceCompareTo(numberB);
            }
            else
            {
                (takeA, takeB) = (1, 1);
                order = a[0] - b[0];
            }

            if (order != 0)
            {
                return order;
            }

            a = a[takeA..];
            b = b[takeB..];
        }

        int rest = a.Length - b.Length;
        return rest != 0 ? rest : string.CompareOrdinal(x, y);
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        int count = text.IndexOfAnyExceptInRange('0', '9');
        return count < 0 ? text.Length : count;
    }
}
