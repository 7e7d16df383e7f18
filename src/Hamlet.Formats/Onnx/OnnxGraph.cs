namespace Hamlet.Formats.Onnx;

/// <summary>A model while it is put together: operations in order, each on what is already there.</summary>
internal sealed class OnnxGraph
{
    private readonly List<OnnxNode> _nodes = [];
    private readonly List<OnnxTensor> _constants = [];
    private readonly List<OnnxValue> _inputs = [];
    private readonly List<OnnxValue> _outputs = [];

    /// <summary>The operations.</summary>
    public IReadOnlyList<OnnxNode> Nodes => _nodes;

    /// <summary>The constants.</summary>
    public IReadOnlyList<OnnxTensor> Constants => _constants;

    /// <summary>The inputs.</summary>
    public IReadOnlyList<OnnxValue> Inputs => _inputs;

    /// <summary>The outputs.</summary>
    public IReadOnlyList<OnnxValue> Outputs => _outputs;

    /// <summary>Adds an input and returns its name.</summary>
    public string Input(OnnxValue value)
    {
        _inputs.Add(value);
        return value.Name;
    }

    /// <summary>Adds an output; an operation has its name as that of its result.</summary>
    public void Output(OnnxValue value) => _outputs.Add(value);

    /// <summary>Adds a constant and returns its name.</summary>
    public string Constant(OnnxTensor tensor)
    {
        _constants.Add(tensor);
        return tensor.Name;
    }

    /// <summary>Adds an operation with one result and returns the result's name.</summary>
    public string Add(string operation, string output, ReadOnlySpan<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        AddMany(operation, [output], inputs, attributes);
        return output;
    }

    /// <summary>Adds an operation with several results.</summary>
    public void AddMany(string operation, ReadOnlySpan<string> outputs, ReadOnlySpan<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes) =>
        _nodes.Add(new OnnxNode(operation, [.. inputs], [.. outputs], [.. attributes]));
}
