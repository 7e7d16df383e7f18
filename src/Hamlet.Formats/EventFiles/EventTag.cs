using System.Text;

namespace Hamlet.Formats.EventFiles;

/// <summary>What a file of events keeps of one tag: the encoded start of its scalars, and the step that it has reached.</summary>
internal sealed class EventTag
{
    private long _step = long.MinValue;

    /// <summary>Makes the state of a tag that has no value yet.</summary>
    public EventTag(string text)
    {
        Utf8 = Encoding.UTF8.GetBytes(text);
        var value = new MessageBuffer(Utf8.Length + 16);
        int mark = value.Open(EventFields.SummaryValue);
        value.Bytes(EventFields.ValueTag, Utf8);
        value.Claim(1)[0] = EventFields.ValueSimpleKey;
        value.Claim(sizeof(float)).Clear();
        value.Close(mark);
        ScalarPrefix = value.Written[..^sizeof(float)].ToArray();
    }

    /// <summary>The tag.</summary>
    public byte[] Utf8 { get; }

    /// <summary>A whole scalar value but its last four bytes, the number.</summary>
    public byte[] ScalarPrefix { get; }

    /// <summary>Whether the file says already which dashboard the tag belongs to.</summary>
    public bool Described { get; set; }

    /// <summary>Moves on to a step; false if the tag has been there or further already.</summary>
    public bool TryAdvance(long step)
    {
        if (step <= _step)
        {
            return false;
        }

        _step = step;
        return true;
    }
}
