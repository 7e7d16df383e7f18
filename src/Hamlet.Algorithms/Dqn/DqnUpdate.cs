using Hamlet.Algorithms.Exploration;
using Hamlet.Networks;

namespace Hamlet.Algorithms.Dqn;

/// <summary>
/// One update of deep Q-learning: the inner lines of algorithm 1 of Mnih et al. (2015), with the target of double Q-learning (van Hasselt
/// et al., 2016, equation 4). A backend that has the whole update as a kernel does it on its device; else the code below runs.
/// </summary>
/// <remarks>
/// Beyond the papers: only allowed actions count in the maximum over next actions; the loss is a mean over the minibatch (as in PyTorch),
/// not a sum; "error clipping" is the Huber loss with threshold 1.
/// </remarks>
internal sealed class DqnUpdate : IDisposable
{
    private const int Q = 0;

    private readonly INetwork _online;
    private readonly IInference _target;
    private readonly IOptimizer _optimizer;
    private readonly IUpdateKernel<QUpdate>? _kernel;
    private readonly int _actions;
    private readonly IWorkspace? _prediction;
    private readonly IWorkspace? _nextOnline;
    private readonly IWorkspace? _nextTarget;

    /// <summary>Allocates the activations, unless the network has a kernel for the update.</summary>
    /// <param name="online">The network that learns; its head 0 holds the action values.</param>
    /// <param name="target">The network that judges next observations.</param>
    /// <param name="optimizer">The optimizer of <paramref name="online"/>.</param>
    /// <param name="batchSize">The greatest number of transitions of an update.</param>
    public DqnUpdate(INetwork online, IInference target, IOptimizer optimizer, int batchSize)
    {
        _online = online;
        _target = target;
        _optimizer = optimizer;
        _actions = online.Spec.Heads[Q].Width;
        _kernel = online as IUpdateKernel<QUpdate>;
        if (_kernel is null)
        {
            _prediction = online.CreateWorkspace(batchSize, gradients: true);
            _nextOnline = online.CreateWorkspace(batchSize);
            _nextTarget = target.CreateWorkspace(batchSize);
        }
    }

    /// <summary>Makes one step down the loss of a minibatch and writes its temporal differences.</summary>
    public UpdateResult Apply(in QUpdate update)
    {
        if (_kernel is not null)
        {
            return _kernel.Update(in update, _target, _optimizer);
        }

        Span<float> targets = update.TdErrors;
        ComputeTargets(in update, targets);

        var batch = new Batch(update.Observations, update.Size);
        _online.Forward(in batch, _prediction!);
        UpdateResult result = ComputeGradient(in update, _prediction!.Output(Q), targets, _prediction.OutputGradient(Q));

        _online.Backward(in batch, _prediction);
        return result with { GradientNorm = _optimizer.Step(update.MaxNorm) };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _prediction?.Dispose();
        _nextOnline?.Dispose();
        _nextTarget?.Dispose();
    }

    /// <summary>y = r + gamma Q'(s', argmax_a Q(s', a)), where plain Q-learning takes the argmax of Q' itself.</summary>
    private void ComputeTargets(in QUpdate update, Span<float> targets)
    {
        var next = new Batch(update.NextObservations, update.Size);
        _target.Forward(in next, _nextTarget!);
        ReadOnlySpan<float> judged = _nextTarget!.Output(Q);
        ReadOnlySpan<float> ranked = judged;
        if (update.DoubleQ)
        {
            _online.Forward(in next, _nextOnline!);
            ranked = _nextOnline!.Output(Q);
        }

        for (int i = 0; i < update.Size; i++)
        {
            int row = i * _actions;
            ReadOnlySpan<bool> mask = update.NextMasks.IsEmpty ? [] : update.NextMasks.Slice(row, _actions);
            int best = MaskedActions.ArgMax(ranked.Slice(row, _actions), mask);
            targets[i] = update.Rewards[i] + (update.Discounts[i] * judged[row + best]);
        }
    }

    /// <summary>
    /// The loss and its derivative at the head, which is zero but for the action taken: -w clip(y - Q(s, a)) / N, clipped to ±1 for Huber
    /// and not at all for half the square. Turns the targets into temporal differences y - Q(s, a).
    /// </summary>
    private UpdateResult ComputeGradient(in QUpdate update, ReadOnlySpan<float> values, Span<float> targets, Span<float> gradient)
    {
        gradient[..(update.Size * _actions)].Clear();
        double loss = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < update.Size; i++)
        {
            int taken = (i * _actions) + update.Actions[i];
            float value = values[taken];
            float error = targets[i] - value;
            float weight = update.Weights.IsEmpty ? 1 : update.Weights[i];
            float slope = update.Loss == QLoss.Huber ? Math.Clamp(error, -1, 1) : error;

            gradient[taken] = -weight * slope / update.Size;
            targets[i] = error;
            // Half the square where the slope is the error itself, |error| - 1/2 where it is clipped: one expression for both.
            loss += weight * slope * (error - (0.5 * slope));
            sum += value;
            squares += (double)value * value;
        }

        double mean = sum / update.Size;
        double variance = Math.Max(0, (squares / update.Size) - (mean * mean));
        return new UpdateResult((float)(loss / update.Size), 0, (float)mean, (float)Math.Sqrt(variance));
    }
}
