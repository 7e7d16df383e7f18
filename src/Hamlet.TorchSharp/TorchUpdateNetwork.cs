using Hamlet.Networks;
using static TorchSharp.torch;

namespace Hamlet.Torch;

/// <summary>A network that does whole updates on its device.</summary>
internal sealed class TorchUpdateNetwork : TorchNetwork, IUpdateKernel<QUpdate>, IUpdateKernel<PolicyUpdate>
{
    private QUpdateKernel? _values;
    private PolicyUpdateKernel? _policy;

    /// <summary>Makes a network whose parameters are all 0.</summary>
    public TorchUpdateNetwork(NetworkSpec spec, Device device)
        : base(spec, device)
    {
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The target or the optimizer is another backend's or network's.</exception>
    public UpdateResult Update(in QUpdate update, IInference target, IOptimizer optimizer) =>
        (_values ??= new QUpdateKernel(this)).Update(in update, Own(target), Own(optimizer));

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An optimizer, or the value's network, is another backend's or network's.</exception>
    public UpdateResult Update(in PolicyUpdate update, IInference target, IOptimizer optimizer) =>
        (_policy ??= new PolicyUpdateKernel(this)).Update(in update, Own(optimizer), Own(update.ValueNetwork, update.ValueOptimizer));

    /// <inheritdoc/>
    private protected override void Dispose(bool disposing)
    {
        _values?.Dispose();
        _policy?.Dispose();
        base.Dispose(disposing);
    }

    private TorchInference Own(IInference target) =>
        target is TorchInference own && own.Vector.IsSameAs(Vector)
            ? own
            : throw new ArgumentException("The target is a network of another spec or backend.", nameof(target));

    private static (TorchNetwork Network, TorchAdam Optimizer)? Own(INetwork? network, IOptimizer? optimizer) => (network, optimizer) switch
    {
        (null, null) => null,
        (TorchNetwork own, TorchAdam adam) when adam.IsOf(own) => (own, adam),
        _ => throw new ArgumentException("The value's network or its optimizer is another backend's or network's."),
    };

    private TorchAdam Own(IOptimizer optimizer) =>
        optimizer is TorchAdam own && own.IsOf(this)
            ? own
            : throw new ArgumentException("The optimizer is another network's.", nameof(optimizer));
}
