using System.Text;
using Hamlet.Formats;
using Hamlet.Formats.Wandb;

namespace Hamlet.Outputs.Wandb;

/// <summary>A key with its value in JSON, as it stands in history, summary and configuration.</summary>
internal readonly ref struct WandbItem
{
    private WandbItem(ReadOnlySpan<byte> key, ReadOnlySpan<byte> json)
    {
        Key = key;
        Json = json;
    }

    /// <summary>The key in UTF-8.</summary>
    public ReadOnlySpan<byte> Key { get; }

    /// <summary>The value.</summary>
    public ReadOnlySpan<byte> Json { get; }

    /// <summary>The key.</summary>
    public string Name => Encoding.UTF8.GetString(Key);

    /// <summary>Reads the message.</summary>
    public static WandbItem Read(ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> key = default;
        ReadOnlySpan<byte> json = default;
        var fields = new MessageReader(message);
        while (fields.Next())
        {
            if (fields.Field == WandbFields.ItemKey)
            {
                key = fields.Bytes;
            }
            else if (fields.Field == WandbFields.ItemJson)
            {
                json = fields.Bytes;
            }
        }

        return new WandbItem(key, json);
    }
}
