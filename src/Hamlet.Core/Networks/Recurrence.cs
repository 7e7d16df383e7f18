namespace Hamlet.Networks;

/// <summary>What a network remembers from one step to the next.</summary>
public enum Recurrence
{
    /// <summary>Nothing: equal observations give equal outputs.</summary>
    None,

    /// <summary>
    /// A gated recurrent unit (Cho et al., 2014, https://arxiv.org/abs/1406.1078) in PyTorch's form, whose reset gate acts behind the product:
    /// r = σ(W_ir x + b_ir + W_hr h + b_hr), z likewise, n = tanh(W_in x + b_in + r (W_hn h + b_hn)), h' = (1 - z) n + z h.
    /// </summary>
    Gru,

    /// <summary>
    /// Long short-term memory (Hochreiter and Schmidhuber, 1997, with the forget gate of Gers et al., 2000): the gates i, f and o are sigmoids
    /// and g is a tanh of W_i x + b_i + W_h h + b_h, c' = f c + i g, h' = o tanh(c').
    /// </summary>
    Lstm,
}
