using Hamlet.Networks;

namespace Hamlet.Numerics;

/// <summary>From the values of the joint layer to those of each head, and the gradients back.</summary>
internal static unsafe class HeadValues
{
    /// <summary>Writes the values of a head, [rows, width].</summary>
    /// <param name="head">The head.</param>
    /// <param name="joint">The joint layer's values; for a state-independent head the parameters, for features what the joint layer sees.</param>
    /// <param name="rowLength">The row length of these.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="output">The first row's values.</param>
    public static void Write(HeadLayout head, float* joint, nint rowLength, int rows, float* output)
    {
        int width = head.Spec.Width;
        float* source = joint + head.First;
        for (int row = 0; row < rows; row++)
        {
            if (head.Spec.Kind == HeadKind.Dueling)
            {
                Duel(source[0], source + 1, width, output);
            }
            else
            {
                Copy(source, output, width);
            }

            source += head.Spec.Kind == HeadKind.StateIndependent ? 0 : rowLength;
            output += width;
        }
    }

    /// <summary>Writes the gradient of the joint layer's columns of a head from that of its values.</summary>
    public static void WriteGradient(HeadLayout head, float* gradient, int rows, float* joint, nint rowLength)
    {
        int width = head.Spec.Width;
        float* target = joint + head.First;
        for (int row = 0; row < rows; row++)
        {
            if (head.Spec.Kind == HeadKind.Dueling)
            {
                float sum = Sum(gradient, width);
                target[0] = Negligible.Cut(sum);
                CopyGradient(gradient, sum / width, target + 1, width);
            }
            else
            {
                CopyGradient(gradient, 0, target, width);
            }

            gradient += width;
            target += rowLength;
        }
    }

    /// <summary>Adds the gradient of a state-independent head's parameters up over the rows.</summary>
    public static void AddGradient(HeadLayout head, float* gradient, int rows, float* parameters)
    {
        int width = head.Spec.Width;
        float* target = parameters + head.First;
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < width; i++)
            {
                target[i] += gradient[i];
            }

            gradient += width;
        }
    }

    // v + a - mean(a)
    private static void Duel(float value, float* advantages, int width, float* output)
    {
        float shift = Sum(advantages, width) / width;
        for (int i = 0; i < width; i++)
        {
            output[i] = value + (advantages[i] - shift);
        }
    }

    private static float Sum(float* values, int width)
    {
        float sum = 0;
        for (int i = 0; i < width; i++)
        {
            sum += values[i];
        }

        return sum;
    }

    private static void CopyGradient(float* source, float mean, float* target, int width)
    {
        for (int i = 0; i < width; i++)
        {
            target[i] = Negligible.Cut(source[i] - mean);
        }
    }

    private static void Copy(float* source, float* target, int width)
    {
        for (int i = 0; i < width; i++)
        {
            target[i] = source[i];
        }
    }
}
