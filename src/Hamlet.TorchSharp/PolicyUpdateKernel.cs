using Hamlet.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Hamlet.Torch;

/// <summary>
/// A whole step of proximal policy optimisation on the device. One upload, and one download of what the algorithm's statistics are made of;
/// with a limit to the divergence that download comes before the step, and the norm of the gradient after it.
/// </summary>
internal sealed class PolicyUpdateKernel(TorchNetwork network) : IDisposable
{
    private const int Policy = 0;
    private const int Value = 1;

    private readonly UpdateStaging _staging = new(network.Device);
    private readonly Tensor[] _heads = new Tensor[network.Spec.Heads.Count];
    private readonly Tensor[] _valueHeads = new Tensor[1];
    private readonly Tensor[] _outputs = new Tensor[1];
    private readonly Tensor[] _slopes = new Tensor[1];
    private readonly Tensor[] _results = new Tensor[5];

    /// <summary>Computes loss and gradient, clips and steps, unless the policy has already moved too far.</summary>
    /// <param name="update">The minibatch.</param>
    /// <param name="optimizer">Of the policy's network.</param>
    /// <param name="apart">The network of the value and its optimizer, where it is another.</param>
    public UpdateResult Update(in PolicyUpdate update, TorchAdam optimizer, (TorchNetwork Network, TorchAdam Optimizer)? apart)
    {
        using DisposeScope scope = NewDisposeScope();
        Upload(in update);
        Tensor values = Forward(in update, apart?.Network);
        PolicyTerms terms = update.Branches.IsEmpty
            ? PolicyTerms.Gaussian(in update, _heads[Policy], _heads[^1], _staging)
            : PolicyTerms.Categorical(in update, _heads[Policy], _staging);
        (Tensor policyLoss, Tensor valueLoss) = PolicyLosses.Of(in update, in terms, values, _staging);
        Tensor loss = policyLoss + valueLoss;

        _results[0] = terms.LogProbabilities.detach();
        _results[1] = terms.Entropies.detach();
        _results[2] = terms.BoundsLosses.detach();
        _results[3] = values.detach();
        if (!float.IsPositiveInfinity(update.KlLimit))
        {
            _results[4] = loss.detach().reshape(1);
            UpdateResult before = Read(in update, _staging.Download(cat(_results, 0)), 0);
            if (Divergence(in update) > update.KlLimit)
            {
                return before;
            }
        }

        Tensor norm = apart is null
            ? Step(network, optimizer, loss, update.MaxNorm)
            : Step(network, optimizer, policyLoss, update.MaxNorm).hypot(Step(apart.Value.Network, apart.Value.Optimizer, valueLoss, update.MaxNorm));
        _results[4] = cat([loss.detach().reshape(1), norm.reshape(1)], 0);
        ReadOnlySpan<float> told = _staging.Download(cat(_results, 0));
        return Read(in update, told, told[^1]);
    }

    /// <inheritdoc/>
    public void Dispose() => _staging.Dispose();

    private void Upload(in PolicyUpdate update)
    {
        long length = (long)update.Observations.Length + update.InitialState.Length + update.Resets.Length + update.Choices.Length
            + update.Masks.Length + update.Components.Length + update.MeanLow.Length + update.MeanHigh.Length + (4L * update.Size);
        _staging.Begin(length, (4L * update.Size) + 2);
        _staging.Add(update.Observations);
        _staging.Add(update.InitialState);

        // 0 where the state is cleared.
        _staging.AddInverse(update.Resets);
        _staging.Add(update.Choices);
        _staging.Add(update.Masks);
        _staging.Add(update.Components);
        _staging.Add(update.MeanLow);
        _staging.Add(update.MeanHigh);
        _staging.Add(update.OldLogProbabilities);
        _staging.Add(update.Advantages);
        _staging.Add(update.OldValues);
        _staging.Add(update.Returns);
        _staging.Upload();
    }

    // Fills the heads of the policy's network and gives the values, [size].
    private Tensor Forward(in PolicyUpdate update, TorchNetwork? apart)
    {
        int sequences = update.Size / update.Time;
        int width = network.Spec.StateSize;
        Tensor observations = _staging.Take(update.Size, network.Spec.Inputs);
        Tensor? states = update.InitialState.IsEmpty ? null : _staging.Take(update.InitialState.Length / width, width);
        Tensor? keep = update.Resets.IsEmpty ? null : _staging.Take(update.Size, 1);
        var inputs = new ModelInputs(observations, sequences, update.Time, states?.narrow(0, 0, sequences), width == 0 ? null : keep);
        network.Model.Forward(in inputs, _heads);
        if (apart is null)
        {
            return _heads[Value].reshape(-1);
        }

        ModelInputs own = inputs with { InitialState = states?.narrow(0, sequences, sequences) };
        apart.Model.Forward(in own, _valueHeads);
        return _valueHeads[0].reshape(-1);
    }

    private Tensor Step(TorchNetwork of, TorchAdam optimizer, Tensor loss, float maxNorm)
    {
        _outputs[0] = loss;
        _slopes[0] = ones_like(loss);
        of.Differentiate(_outputs, _slopes);
        return optimizer.StepOnDevice(maxNorm);
    }

    // The mean of (r - 1) - log r.
    private static double Divergence(in PolicyUpdate update)
    {
        double sum = 0;
        for (int i = 0; i < update.Size; i++)
        {
            float log = update.LogProbabilities[i] - update.OldLogProbabilities[i];
            sum += MathF.Exp(log) - 1 - log;
        }

        return (float)(sum / update.Size);
    }

    private static UpdateResult Read(in PolicyUpdate update, ReadOnlySpan<float> told, float norm)
    {
        int size = update.Size;
        told[..size].CopyTo(update.LogProbabilities);
        told.Slice(size, size).CopyTo(update.Entropies);
        told.Slice(2 * size, size).CopyTo(update.BoundsLosses);
        told.Slice(3 * size, size).CopyTo(update.Values);
        double sum = 0;
        double squares = 0;
        foreach (float value in update.Values[..size])
        {
            sum += value;
            squares += (double)value * value;
        }

        double mean = sum / size;
        return new UpdateResult(told[4 * size], norm, (float)mean, (float)Math.Sqrt(Math.Max(0, (squares / size) - (mean * mean))));
    }
}
