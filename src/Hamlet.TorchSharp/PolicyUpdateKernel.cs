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
    private const int LogStd = 2;

    private readonly UpdateStaging _staging = new(network.Device);
    private readonly Tensor[] _heads = new Tensor[network.Spec.Heads.Count];
    private readonly Tensor[] _outputs = new Tensor[1];
    private readonly Tensor[] _slopes = new Tensor[1];
    private readonly Tensor[] _results = new Tensor[5];

    /// <summary>Computes loss and gradient, clips and steps, unless the policy has already moved too far.</summary>
    public UpdateResult Update(in PolicyUpdate update, TorchAdam optimizer)
    {
        int size = update.Size;
        using DisposeScope scope = NewDisposeScope();
        var batch = new Batch(update.Observations, size / update.Time)
        {
            Time = update.Time,
            InitialState = update.InitialState,
            Resets = update.Resets,
        };
        Upload(in update, in batch);
        Tensor sequences = _staging.Take(batch.Observations.Length + batch.InitialState.Length + batch.Resets.Length);
        network.Model.Forward(BatchStaging.Read(in batch, network.Spec, sequences), _heads);
        PolicyTerms terms = update.Branches.IsEmpty
            ? PolicyTerms.Gaussian(in update, _heads[Policy], _heads[LogStd], _staging)
            : PolicyTerms.Categorical(in update, _heads[Policy], _staging);
        Tensor values = _heads[Value].reshape(-1);
        Tensor loss = Loss(in update, in terms, values, _staging);

        _results[0] = terms.LogProbabilities.detach();
        _results[1] = terms.Entropies.detach();
        _results[2] = terms.BoundsLosses.detach();
        _results[3] = values.detach();
        bool mayStop = !float.IsPositiveInfinity(update.KlLimit);
        if (mayStop)
        {
            _results[4] = loss.detach().reshape(1);
            UpdateResult before = Read(in update, _staging.Download(cat(_results, 0)), 0);
            if (Divergence(in update) > update.KlLimit)
            {
                return before;
            }
        }

        _outputs[0] = loss;
        _slopes[0] = ones_like(loss);
        network.Differentiate(_outputs, _slopes);
        Tensor norm = optimizer.StepOnDevice(update.MaxNorm);
        _results[4] = cat([loss.detach().reshape(1), norm.reshape(1)], 0);
        ReadOnlySpan<float> told = _staging.Download(cat(_results, 0));
        return Read(in update, told, told[^1]);
    }

    /// <inheritdoc/>
    public void Dispose() => _staging.Dispose();

    private void Upload(in PolicyUpdate update, in Batch batch)
    {
        int row = (2 * network.Spec.Heads[Policy].Width) + 8;
        long length = BatchStaging.Length(network.Spec, update.Size) + ((long)(update.Size + 2) * row)
            + ((long)update.Size * update.Branches.Length);
        _staging.Begin(length, (4L * update.Size) + 2);
        _staging.Add(batch.Observations);
        _staging.Add(batch.InitialState);

        // 0 where the state is cleared.
        _staging.AddInverse(batch.Resets);
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

    // The surrogate of equation 7 of Schulman et al. (2017) within the joint loss that PolicyUpdate states.
    private static Tensor Loss(in PolicyUpdate update, in PolicyTerms terms, Tensor values, UpdateStaging staging)
    {
        Tensor oldLog = staging.Take(update.Size);
        Tensor advantages = staging.Take(update.Size);
        Tensor oldValues = staging.Take(update.Size);
        Tensor returns = staging.Take(update.Size);
        using Scalar low = 1 - update.ClipRange;
        using Scalar high = 1 + update.ClipRange;
        Tensor ratios = (terms.LogProbabilities - oldLog).exp();
        Tensor loss = (ratios * advantages).minimum(ratios.clamp(low, high) * advantages).mean().neg();

        Tensor free = (returns - values).square();
        if (!float.IsPositiveInfinity(update.ValueClipRange))
        {
            using Scalar down = -update.ValueClipRange;
            using Scalar up = update.ValueClipRange;
            free = free.maximum((returns - (oldValues + (values - oldValues).clamp(down, up))).square());
        }

        loss += Weighted(free, update.ValueCoefficient);
        loss += Weighted(terms.Entropies, -update.EntropyCoefficient);
        return update.BoundsCoefficient == 0 ? loss : loss + Weighted(terms.BoundsLosses, update.BoundsCoefficient);
    }

    private static Tensor Weighted(Tensor terms, float weight)
    {
        using Scalar scalar = weight;
        return terms.mean().mul(scalar);
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
