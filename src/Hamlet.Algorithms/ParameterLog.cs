using Hamlet.Metrics;
using Hamlet.Networks;

namespace Hamlet.Algorithms;

/// <summary>Logs how the parameters of a network and their gradients are distributed, through a buffer that is kept.</summary>
internal sealed class ParameterLog
{
    private readonly INetwork _network;
    private readonly AlgorithmContext _context;
    private readonly (TagName Name, int Offset, int Length)[] _parameters;
    private readonly float[] _weights;
    private readonly float[] _gradients;

    /// <summary>Reserves as much memory as the options ask for.</summary>
    public ParameterLog(INetwork network, AlgorithmContext context)
    {
        // The first record comes long after the start: what a type costs when it is first used is paid here.
        _ = MetricSchema.Of<ParameterMetrics>();
        _network = network;
        _context = context;
        _parameters = [.. network.Parameters.Select(static p => (TagName.Intern(p.Name.Replace('.', '/')), p.Offset, p.Length))];
        _weights = new float[context.Histograms.Enabled ? network.ParameterCount : 0];
        _gradients = new float[context.Histograms.Gradients ? network.ParameterCount : 0];
    }

    /// <summary>Logs every parameter, if that is due.</summary>
    /// <param name="training">Counts the agent's trainings from 1.</param>
    public void LogIfDue(long training)
    {
        if (!_context.Histograms.IsNetworkDue(training))
        {
            return;
        }

        if (_weights.Length > 0)
        {
            _network.ReadParameters(_weights);
        }

        if (_gradients.Length > 0)
        {
            _network.ReadGradients(_gradients);
        }

        foreach ((TagName name, int offset, int length) in _parameters)
        {
            _context.Metrics.Log(new ParameterMetrics
            {
                Step = _context.Progress.Step,
                Agent = _context.Agent,
                Parameter = name,
                Weights = _weights.Length > 0 ? _weights.AsMemory(offset, length) : default,
                Gradients = _gradients.Length > 0 ? _gradients.AsMemory(offset, length) : default,
            });
        }
    }
}
