using Hamlet.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Hamlet.Torch;

/// <summary>A network as tensor operations: from observations to the heads. Differentiable by the parameters.</summary>
internal sealed class TorchModel(NetworkSpec spec, Tensor[] parts)
{
    private static readonly long[] s_columns = [1];

    /// <summary>Computes all heads.</summary>
    /// <param name="inputs">What the network is evaluated on.</param>
    /// <param name="heads">Receives [rows, width] of each head.</param>
    /// <returns>The recurrent state after the last step, [size, state size]; null without memory.</returns>
    public Tensor? Forward(in ModelInputs inputs, Tensor[] heads)
    {
        int part = 0;
        Tensor x = inputs.Observations;
        for (int i = 0; i < spec.Trunk.Hidden.Count; i++)
        {
            x = Linear(x, ref part);
            x = spec.Trunk.Activation == Activation.Relu ? x.relu() : x.tanh();
        }

        Tensor? state = null;
        if (spec.Trunk.Recurrent != Recurrence.None)
        {
            x = Unroll(in inputs, x, parts.AsSpan(part, 4), out state);
            part += 4;
        }

        for (int i = 0; i < heads.Length; i++)
        {
            heads[i] = Head(spec.Heads[i], x, ref part);
        }

        return state;
    }

    private Tensor Head(HeadSpec head, Tensor x, ref int part)
    {
        switch (head.Kind)
        {
            case HeadKind.Features:
                return x;
            case HeadKind.StateIndependent:
                return parts[part++].expand(x.shape[0], head.Width);
            case HeadKind.Dueling:
                Tensor value = Linear(x, ref part);
                Tensor advantage = Linear(x, ref part);
                return value + (advantage - advantage.mean(s_columns, true));
            default:
                return Linear(x, ref part);
        }
    }

    private Tensor Linear(Tensor x, ref int part)
    {
        Tensor y = nn.functional.linear(x, parts[part], parts[part + 1]);
        part += 2;
        return y;
    }

    // The input's product for all steps at once, then step by step.
    private Tensor Unroll(in ModelInputs inputs, Tensor x, ReadOnlySpan<Tensor> own, out Tensor state)
    {
        int width = spec.Trunk.RecurrentSize;
        bool hasCell = spec.Trunk.Recurrent == Recurrence.Lstm;
        Tensor products = nn.functional.linear(x, own[0], own[2]);
        Tensor before = inputs.InitialState ?? zeros(inputs.Size, spec.StateSize, ScalarType.Float32, x.device);
        Tensor h = before.narrow(1, 0, width);
        Tensor? c = hasCell ? before.narrow(1, width, width) : null;
        var outputs = new Tensor[inputs.Time];
        for (int t = 0; t < inputs.Time; t++)
        {
            if (inputs.Keep is not null)
            {
                Tensor keep = inputs.Keep.narrow(0, t * inputs.Size, inputs.Size);
                h = h * keep;
                c = c is null ? null : c * keep;
            }

            Tensor u = nn.functional.linear(h, own[1], own[3]);
            Tensor p = products.narrow(0, t * inputs.Size, inputs.Size);
            h = c is null ? GatedUnit(p, u, h, width) : LongShortTermMemory(p + u, ref c, width);
            outputs[t] = h;
        }

        state = c is null ? h : cat([h, c], 1);
        return outputs.Length == 1 ? h : cat(outputs, 0);
    }

    // r and z are sigmoids, n = tanh(x_n + r u_n), h' = n + z (h - n).
    private static Tensor GatedUnit(Tensor x, Tensor u, Tensor h, int width)
    {
        Tensor gates = (x.narrow(1, 0, 2 * width) + u.narrow(1, 0, 2 * width)).sigmoid();
        Tensor r = gates.narrow(1, 0, width);
        Tensor z = gates.narrow(1, width, width);
        Tensor n = (x.narrow(1, 2 * width, width) + (r * u.narrow(1, 2 * width, width))).tanh();
        return n + (z * (h - n));
    }

    // i, f and o are sigmoids, g = tanh, c' = f c + i g, h' = o tanh(c').
    private static Tensor LongShortTermMemory(Tensor gates, ref Tensor c, int width)
    {
        Tensor i = gates.narrow(1, 0, width).sigmoid();
        Tensor f = gates.narrow(1, width, width).sigmoid();
        Tensor g = gates.narrow(1, 2 * width, width).tanh();
        Tensor o = gates.narrow(1, 3 * width, width).sigmoid();
        c = (f * c) + (i * g);
        return o * c.tanh();
    }
}
