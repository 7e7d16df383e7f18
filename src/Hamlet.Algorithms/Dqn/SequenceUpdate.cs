using Hamlet.Algorithms.Replay;
using Hamlet.Networks;

namespace Hamlet.Algorithms.Dqn;

/// <summary>
/// One update of deep Q-learning with a memory, from sequences (R2D2; Kapturowski et al., 2019, https://openreview.net/forum?id=r1lyTjAqYX,
/// section 3): both networks are first unrolled over the burn-in from the state that was stored, without learning from it, and then over the rest;
/// each step of the rest has the target that <see cref="DqnUpdate"/> has.
/// </summary>
/// <remarks>Beyond <see cref="DqnUpdate"/>'s deviations: values are not rescaled; the loss is a mean over the steps of all sequences.</remarks>
internal sealed class SequenceUpdate : IDisposable
{
    private const int Q = 0;

    /// <summary>How much a sequence's priority is its greatest temporal difference, and not the mean one (eta in the paper).</summary>
    private const float GreatestShare = 0.9f;

    private readonly INetwork _online;
    private readonly IInference _target;
    private readonly IOptimizer _optimizer;
    private readonly DqnOptions _options;
    private readonly SequenceBatch _batch;
    private readonly int _actions;
    private readonly IWorkspace _prediction;
    private readonly IWorkspace _judgement;
    private readonly IWorkspace? _onlineBurnIn;
    private readonly IWorkspace? _targetBurnIn;
    private readonly float[] _errors;
    private int _steps;

    /// <summary>Allocates the activations.</summary>
    /// <param name="online">The network that learns; its head 0 holds the action values.</param>
    /// <param name="target">The network that judges next observations.</param>
    /// <param name="optimizer">The optimizer of <paramref name="online"/>.</param>
    /// <param name="options">The loss and whether it is double Q-learning.</param>
    /// <param name="batch">The minibatch of every update.</param>
    public SequenceUpdate(INetwork online, IInference target, IOptimizer optimizer, DqnOptions options, SequenceBatch batch)
    {
        _online = online;
        _target = target;
        _optimizer = optimizer;
        _options = options;
        _batch = batch;
        _actions = online.Spec.Heads[Q].Width;
        int burnIn = batch.Shape.BurnIn * batch.Size;
        int rest = (batch.Shape.Whole * batch.Size) - burnIn;
        _prediction = online.CreateWorkspace(rest, gradients: true);
        _judgement = target.CreateWorkspace(rest);
        if (burnIn > 0)
        {
            _onlineBurnIn = online.CreateWorkspace(burnIn);
            _targetBurnIn = target.CreateWorkspace(burnIn);
        }

        _errors = new float[batch.Shape.Length * batch.Size];
    }

    /// <summary>Target minus prediction of each step of the last minibatch.</summary>
    public ReadOnlySpan<float> TdErrors => _errors.AsSpan(0, _steps);

    /// <summary>Makes one step down the loss of the minibatch, and writes its priorities.</summary>
    public UpdateResult Apply()
    {
        Batch rest = _batch.Behind(BurnIn(_online, _onlineBurnIn));
        _online.Forward(in rest, _prediction);
        _target.Forward(_batch.Behind(BurnIn(_target, _targetBurnIn)), _judgement);

        UpdateResult result = ComputeGradient(_prediction.Output(Q), _judgement.Output(Q), _prediction.OutputGradient(Q));
        _online.Backward(in rest, _prediction);
        return result with { GradientNorm = _optimizer.Step((float)_options.MaxGradNorm) };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _prediction.Dispose();
        _judgement.Dispose();
        _onlineBurnIn?.Dispose();
        _targetBurnIn?.Dispose();
    }

    private ReadOnlySpan<float> BurnIn(IInference network, IWorkspace? workspace)
    {
        if (workspace is null)
        {
            return _batch.InitialState;
        }

        network.Forward(_batch.BurnIn, workspace);
        return workspace.FinalState;
    }

    /// <summary>The loss, its derivative at the head, the temporal differences and the priorities.</summary>
    private UpdateResult ComputeGradient(ReadOnlySpan<float> values, ReadOnlySpan<float> judged, Span<float> gradient)
    {
        gradient.Clear();
        int steps = _batch.IsStep.AsSpan().Count(true);
        _steps = 0;
        double loss = 0;
        double sum = 0;
        double squares = 0;
        for (int sequence = 0; sequence < _batch.Size; sequence++)
        {
            int first = _steps;
            for (int i = sequence; i < _batch.IsStep.Length; i += _batch.Size)
            {
                if (!_batch.IsStep[i])
                {
                    continue;
                }

                int taken = (i * _actions) + _batch.Actions[i];
                float error = Target(i, values, judged) - values[taken];
                float slope = _options.Loss == QLoss.Huber ? Math.Clamp(error, -1, 1) : error;
                gradient[taken] = -_batch.Weights[sequence] * slope / steps;
                _errors[_steps++] = error;
                loss += _batch.Weights[sequence] * slope * (error - (0.5 * slope));
                sum += values[taken];
                squares += (double)values[taken] * values[taken];
            }

            _batch.Priorities[sequence] = Priority(_errors.AsSpan(first, _steps - first));
        }

        double mean = sum / steps;
        double variance = Math.Max(0, (squares / steps) - (mean * mean));
        return new UpdateResult((float)(loss / steps), 0, (float)mean, (float)Math.Sqrt(variance));
    }

    /// <summary>y = r + gamma^n Q'(s', argmax_a Q(s', a)) with s' as many steps later in the same sequence.</summary>
    private float Target(int step, ReadOnlySpan<float> values, ReadOnlySpan<float> judged)
    {
        int next = step + (_batch.Lookaheads[step] * _batch.Size);
        ReadOnlySpan<float> ranked = (_options.DoubleDqn ? values : judged).Slice(next * _actions, _actions);
        int mask = (_batch.Shape.BurnIn * _batch.Size) + next;
        int best = MaskedActions.ArgMax(ranked, _batch.Masks.Length == 0 ? [] : _batch.Masks.AsSpan(mask * _actions, _actions));
        return _batch.Rewards[step] + (_batch.Discounts[step] * judged[(next * _actions) + best]);
    }

    private static float Priority(ReadOnlySpan<float> errors)
    {
        float greatest = 0;
        double sum = 0;
        foreach (float error in errors)
        {
            greatest = Math.Max(greatest, Math.Abs(error));
            sum += Math.Abs(error);
        }

        return errors.IsEmpty ? 0 : (GreatestShare * greatest) + ((1 - GreatestShare) * (float)(sum / errors.Length));
    }
}
