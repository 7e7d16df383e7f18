using Hamlet.Algorithms;
using Hamlet.State;

namespace Hamlet.Training;

/// <summary>The policy of the best evaluation so far; of equal ones the later, which has learned longer.</summary>
internal sealed class BestPolicy : IStateful, IDisposable
{
    private Func<IPolicy>? _create;

    /// <summary>The policy, or null before the first evaluation.</summary>
    public IPolicy? Policy { get; private set; }

    /// <summary>The step of its evaluation, or null before the first.</summary>
    public long? Step { get; private set; }

    /// <summary>Its mean return; minus infinity before the first.</summary>
    public double Return { get; private set; } = double.NegativeInfinity;

    /// <summary>Keeps a policy if it is the best so far, else disposes it.</summary>
    /// <returns>Whether it is.</returns>
    public bool Offer(IPolicy policy, double meanReturn, long step)
    {
        if (meanReturn >= Return)
        {
            Policy?.Dispose();
            (Policy, Step, Return) = (policy, step, meanReturn);
            return true;
        }

        policy.Dispose();
        return false;
    }

    /// <summary>Says how a policy is made into which a saved one can be loaded.</summary>
    public void Prepare(Func<IPolicy> create) => _create = create;

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("step", Step ?? -1);
        writer.Write("return", Return);
        if (Policy is not null)
        {
            writer.Write("policy", Policy);
        }
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        Policy?.Dispose();
        Policy = null;
        long step = reader.ReadInt64("step");
        Step = step < 0 ? null : step;
        Return = reader.ReadDouble("return");
        if (reader.Has("policy"))
        {
            Policy = (_create ?? throw new StateException("There is nothing to load the best policy into.")).Invoke();
            reader.Read("policy", Policy);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Policy?.Dispose();
}
