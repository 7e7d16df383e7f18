using System.Globalization;
using System.Text;
using Hamlet.Randomness;

namespace Hamlet.Tests.Mutations;

/// <summary>Damages the bytes of a file at random, as disks, networks and enemies do: flips, cuts, swaps, repetitions, and numbers too large for anything.</summary>
internal static class Mutation
{
    private static readonly string[] s_numbers =
        ["-1", "0", "99999999999", "9223372036854775807", "18446744073709551616", "1e308", "-1e999", "2147483648", "0.5", "NaN", "1000000000"];

    /// <summary>A damaged copy, by one to three kinds of damage.</summary>
    public static byte[] Of(byte[] original, ref RandomStream random)
    {
        byte[] bytes = original;
        for (int i = 1 + random.NextInt32(3); i > 0 && bytes.Length > 0; i--)
        {
            bytes = Once(bytes, ref random);
        }

        return bytes;
    }

    private static byte[] Once(byte[] bytes, ref RandomStream random)
    {
        int at = random.NextInt32(bytes.Length);
        int length = 1 + random.NextInt32(Math.Min(64, bytes.Length - at));
        switch (random.NextInt32(9))
        {
            case 0:
                return bytes[..at];
            case 1:
                return Changed(bytes, copy => copy[at] ^= (byte)(1 << (at % 8)));
            case 2:
                return Changed(bytes, copy => copy.AsSpan(at, length).Clear());
            case 3:
                return [.. bytes[..at], .. bytes[at..(at + length)], .. bytes[at..]];
            case 4:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 5:
                int other = random.NextInt32(bytes.Length - length + 1);
                return Changed(bytes, copy => bytes.AsSpan(other, length).CopyTo(copy.AsSpan(at)));
            case 6:
                ulong huge = random.NextUInt64() >> random.NextInt32(64);
                return Changed(bytes, copy => BitConverter.GetBytes(huge).AsSpan(0, Math.Min(8, copy.Length)).CopyTo(copy));
            case 7:
                return WithNumber(bytes, at, s_numbers[random.NextInt32(s_numbers.Length)]);
            default:
                byte[] noise = new byte[length];
                for (int i = 0; i < noise.Length; i++)
                {
                    noise[i] = (byte)random.NextUInt64();
                }

                return [.. bytes[..at], .. noise, .. bytes[at..]];
        }
    }

    private static byte[] Changed(byte[] bytes, Action<byte[]> change)
    {
        byte[] copy = [.. bytes];
        change(copy);
        return copy;
    }

    // In place of the next number that the text has.
    private static byte[] WithNumber(byte[] bytes, int at, string number)
    {
        int begin = bytes.AsSpan(at).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (begin < 0)
        {
            return bytes[..at];
        }

        begin += at;
        int end = begin;
        while (end < bytes.Length && (char.IsAsciiDigit((char)bytes[end]) || bytes[end] == '.'))
        {
            end++;
        }

        return [.. bytes[..begin], .. Encoding.ASCII.GetBytes(number), .. bytes[end..]];
    }

    /// <summary>How many of them a test makes: a short form, or what <c>HAMLET_MUTATIONS</c> says.</summary>
    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("HAMLET_MUTATIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : 150;

    /// <summary>Whether this is the long form, which a person waits for and which also looks at the clock.</summary>
    public static bool IsLong => Environment.GetEnvironmentVariable("HAMLET_MUTATIONS") is not null;
}
