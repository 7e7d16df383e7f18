using Hamlet.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Hamlet.Torch;

/// <summary>
/// A whole update of Q-learning on the device: what the algorithm's portable code does, in the same closed form, as tensor operations. One
/// upload, and one download of the temporal differences and of what the update tells.
/// </summary>
internal sealed class QUpdateKernel(TorchNetwork network) : IDisposable
{
    private static readonly Scalar s_forbidden = float.NegativeInfinity;
    private static readonly Scalar s_minusOne = -1f;
    private static readonly Scalar s_one = 1f;
    private static readonly Scalar s_half = 0.5f;

    private readonly UpdateStaging _staging = new(network.Device);
    private readonly Tensor[] _heads = new Tensor[network.Spec.Heads.Count];
    private readonly Tensor[] _outputs = new Tensor[1];
    private readonly Tensor[] _slopes = new Tensor[1];
    private readonly Tensor[] _results = new Tensor[5];

    /// <summary>Computes targets, loss and gradient, clips and steps.</summary>
    public UpdateResult Update(in QUpdate update, TorchInference target, TorchAdam optimizer)
    {
        int size = update.Size;
        int actions = network.Spec.Heads[0].Width;
        using DisposeScope scope = NewDisposeScope();
        Upload(in update);
        Tensor observations = _staging.Take(size, network.Spec.Inputs);
        Tensor next = _staging.Take(size, network.Spec.Inputs);
        Tensor rewards = _staging.Take(size, 1);
        Tensor discounts = _staging.Take(size, 1);
        Tensor taken = _staging.Take(size, 1).to(ScalarType.Int64);
        Tensor? forbidden = update.NextMasks.IsEmpty ? null : _staging.Take(size, actions).lt(s_half);
        Tensor? weights = update.Weights.IsEmpty ? null : _staging.Take(size, 1);

        Tensor targets;
        using (no_grad())
        {
            targets = rewards + (discounts * Bootstrap(next, forbidden, target, update.DoubleQ));
        }

        Tensor prediction = Values(network, observations).gather(1, taken);
        Tensor results;
        using (no_grad())
        {
            Tensor values = prediction.detach();
            Tensor errors = targets - values;
            Tensor slopes = update.Loss == QLoss.Huber ? errors.clamp(s_minusOne, s_one) : errors;
            Tensor weighted = weights is null ? slopes : weights * slopes;
            using Scalar share = -1f / size;
            _outputs[0] = prediction;
            _slopes[0] = weighted.mul(share);

            // Half the square where the slope is the error itself, |error| - 1/2 where it is clipped: one expression for both.
            _results[0] = errors.reshape(-1);
            _results[1] = (weighted * (errors - slopes.mul(s_half))).mean().reshape(1);
            _results[2] = values.mean().reshape(1);
            _results[3] = values.std(false).reshape(1);
        }

        network.Differentiate(_outputs, _slopes);
        _results[4] = optimizer.StepOnDevice(update.MaxNorm).reshape(1);
        using (no_grad())
        {
            results = cat(_results, 0);
        }

        ReadOnlySpan<float> told = _staging.Download(results);
        told[..size].CopyTo(update.TdErrors);
        return new UpdateResult(told[size], told[size + 3], told[size + 1], told[size + 2]);
    }

    /// <inheritdoc/>
    public void Dispose() => _staging.Dispose();

    private void Upload(in QUpdate update)
    {
        int row = (2 * network.Spec.Inputs) + network.Spec.Heads[0].Width + 4;
        _staging.Begin((long)update.Size * row, update.Size + 4);
        _staging.Add(update.Observations);
        _staging.Add(update.NextObservations);
        _staging.Add(update.Rewards);
        _staging.Add(update.Discounts);
        _staging.Add(update.Actions);
        _staging.Add(update.NextMasks);
        _staging.Add(update.Weights);
        _staging.Upload();
    }

    // Q'(s', argmax_a Q(s', a)), where plain Q-learning takes the argmax of Q' itself.
    private Tensor Bootstrap(Tensor next, Tensor? forbidden, TorchInference target, bool doubleQ)
    {
        Tensor judged = Values(target, next);
        Tensor ranked = doubleQ ? Values(network, next) : judged;
        ranked = forbidden is null ? ranked : ranked.masked_fill(forbidden, s_forbidden);
        return judged.gather(1, ranked.argmax(1, true));
    }

    private Tensor Values(TorchInference of, Tensor observations)
    {
        of.Model.Forward(new ModelInputs(observations, (int)observations.shape[0], 1, null, null), _heads);
        return _heads[0];
    }
}
