using Hamlet.Configuration;
using Hamlet.Networks;
using Hamlet.Training.Experiments;

namespace Hamlet.Training.Backends;

/// <summary>
/// What <c>backend: { type: auto }</c> stands for. The rule asks which devices there are and how large the networks are, and no clock: the same
/// file on the same machine takes the same backend.
/// </summary>
/// <param name="Backend">The backend.</param>
/// <param name="Device">The device, as a configuration calls it.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record BackendChoice(string Backend, string Device, string Reason)
{
    /// <summary>The type that asks for the rule.</summary>
    public const string Auto = "auto";

    /// <summary>
    /// The multiply-adds of a forward pass of a minibatch from which on a GPU is taken. An update takes six floating-point operations for each,
    /// 200 million in all: some milliseconds of one core, where launching the operations of an update on a GPU costs about one.
    /// </summary>
    public const long GpuWork = 1L << 25;

    /// <summary>The rule in words.</summary>
    public const string Rule =
        "a GPU if there is one and a minibatch is at least 33,554,432 multiply-adds between hidden layers (such as 256 rows of 512-256), else the managed backend";

    private static readonly string s_default = new BackendHostOptions().Type;

    /// <summary>Applies the rule.</summary>
    /// <param name="devices">What there is.</param>
    /// <param name="work">The multiply-adds of a forward pass of a minibatch, between hidden layers.</param>
    /// <param name="wanted">The device that is asked for; <c>auto</c> for any.</param>
    /// <returns>The choice; null if no backend has the device.</returns>
    public static BackendChoice? Make(IReadOnlyList<BackendDevice> devices, long work, string wanted = Auto)
    {
        if (wanted is not (Auto or "cpu"))
        {
            string name = BackendDevice.NameOf(wanted);
            return devices.FirstOrDefault(d => d.IsThere && d.Device == name) is { } found
                ? new BackendChoice(found.Backend, wanted, $"'device: {wanted}' is asked for")
                : null;
        }

        BackendDevice? gpu = wanted == Auto ? devices.FirstOrDefault(static d => d.IsThere && d.IsGpu) : null;
        return gpu switch
        {
            null => new BackendChoice(s_default, "cpu", wanted == Auto ? "no GPU is seen" : "'device: cpu' is asked for"),
            _ when work >= GpuWork => new BackendChoice(gpu.Backend, gpu.Device, "there is a GPU, and the networks are large enough for it"),
            _ => new BackendChoice(s_default, "cpu", "the networks and minibatches are too small to gain from a GPU"),
        };
    }

    /// <summary>The greatest work of the agents' minibatches, by their options <c>network</c> and <c>batch_size</c>; 0 where they have none.</summary>
    public static long Work(IEnumerable<AgentPlan> agents) => agents.Select(static agent => Work(agent.Algorithm.ToConfig(new ConfigWriter()))).DefaultIfEmpty().Max();

    /// <summary>The multiply-adds between the hidden layers for so many rows.</summary>
    public static long Work(IReadOnlyList<int> hidden, int rows) => rows * hidden.Skip(1).Select((width, i) => (long)width * hidden[i]).Sum();

    private static long Work(ConfigMap options)
    {
        if (!options.TryGet("network", out ConfigEntry? network) || network.Value is not ConfigMap shape
            || !shape.TryGet("hidden", out ConfigEntry? widths) || widths.Value is not ConfigList list
            || !options.TryGet("batch_size", out ConfigEntry? size) || !TryNumber(size.Value, out int rows))
        {
            return 0;
        }

        List<int> hidden = [.. list.Items.Select(static item => TryNumber(item, out int width) ? width : 0)];

        // A memory is another layer, of three or four gates that see the layer before and the memory itself.
        if (shape.TryGet("recurrent", out ConfigEntry? recurrent) && recurrent.Value is ConfigScalar { Text: not "none" }
            && shape.TryGet("recurrent_size", out ConfigEntry? memory) && TryNumber(memory.Value, out int cells))
        {
            hidden.Add(4 * cells);
            hidden.Add(cells);
        }

        return Work(hidden, rows);
    }

    private static bool TryNumber(ConfigNode node, out int number)
    {
        number = 0;
        return node is ConfigScalar scalar && int.TryParse(scalar.Text, out number);
    }
}
