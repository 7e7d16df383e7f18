using Hamlet.Formats;

namespace Hamlet.Outputs.Wandb;

/// <summary>A distribution as W&amp;B draws it: counts, and edges of which there is one more.</summary>
internal static class WandbHistogram
{
    /// <summary>Writes the value in JSON.</summary>
    /// <param name="output">Receives it.</param>
    /// <param name="rows">Left edge, right edge and count of each bucket, at least one; each begins where the one before ends.</param>
    public static void Write(MessageBuffer output, ReadOnlySpan<float> rows)
    {
        JsonText.Raw(output, "{\"_type\":\"histogram\",\"values\":["u8);
        for (int i = 0; i < rows.Length; i += 3)
        {
            Comma(output, i);
            JsonText.Write(output, (long)rows[i + 2]);
        }

        JsonText.Raw(output, "],\"bins\":["u8);

        // A bucket without a width cannot be drawn: all values equal stand in one of width 1 around them, as with NumPy.
        bool flat = rows.Length == 3 && rows[0] == rows[1];
        if (flat)
        {
            JsonText.Write(output, rows[0] - 0.5);
        }
        else
        {
            JsonText.Write(output, rows[0]);
        }

        for (int i = 0; i < rows.Length; i += 3)
        {
            JsonText.Raw(output, ","u8);
            if (flat)
            {
                JsonText.Write(output, rows[1] + 0.5);
            }
            else
            {
                JsonText.Write(output, rows[i + 1]);
            }
        }

        JsonText.Raw(output, "]}"u8);
    }

    private static void Comma(MessageBuffer output, int index)
    {
        if (index > 0)
        {
            JsonText.Raw(output, ","u8);
        }
    }
}
