using System.Text;

namespace Hamlet.Outputs.Wandb;

/// <summary>One key of a run's history with the value that it had last.</summary>
internal sealed class WandbSeries(string key)
{
    private byte[] _last = [];
    private int _length;

    /// <summary>The key.</summary>
    public string Name { get; } = key;

    /// <summary>The key in UTF-8.</summary>
    public byte[] Key { get; } = Encoding.UTF8.GetBytes(key);

    /// <summary>The last value in JSON; empty before the first.</summary>
    public ReadOnlySpan<byte> Last => _last.AsSpan(0, _length);

    /// <summary>Whether the file says already what its curve is drawn over.</summary>
    public bool Defined { get; set; }

    /// <summary>Whether the last value is not in the summary yet.</summary>
    public bool Changed { get; set; }

    /// <summary>Notes a value.</summary>
    public void Set(ReadOnlySpan<byte> json)
    {
        if (json.Length > _last.Length)
        {
            _last = new byte[Math.Max(json.Length, 24)];
        }

        json.CopyTo(_last);
        _length = json.Length;
        Changed = true;
    }
}
