using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Hamlet.Analysis.Reading;

/// <summary>
/// Finds a tag by its bytes without making a string. A program logs its tags in the same order again and again: the tag that followed
/// last time is compared first, and is nearly always it.
/// </summary>
internal sealed class TagTable
{
    private readonly Dictionary<string, RunTag> _byName = new(StringComparer.Ordinal);
    private readonly List<RunTag> _tags = [];
    private TagEntry?[] _slots = new TagEntry?[64];
    private int _count;
    private TagEntry _previous = new([], new RunTag(""));

    /// <summary>All tags, in the order of their first values.</summary>
    public IReadOnlyList<RunTag> Tags => _tags;

    /// <summary>The tag of some bytes, which is made if it is new.</summary>
    public RunTag Find(ReadOnlySpan<byte> utf8)
    {
        TagEntry? next = _previous.Next;
        if (next is null || !utf8.SequenceEqual(next.Utf8))
        {
            next = Search(utf8);
            _previous.Next = next;
        }

        _previous = next;
        return next.Tag;
    }

    /// <summary>The tag of a text, which is made if it is new.</summary>
    public RunTag Find(string name)
    {
        if (!_byName.TryGetValue(name, out RunTag? tag))
        {
            tag = new RunTag(name);
            _byName.Add(name, tag);
            _tags.Add(tag);
        }

        return tag;
    }

    private TagEntry Search(ReadOnlySpan<byte> utf8)
    {
        int slot = Slot(utf8);
        for (; _slots[slot] is { } entry; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (utf8.SequenceEqual(entry.Utf8))
            {
                return entry;
            }
        }

        var added = new TagEntry(utf8.ToArray(), Find(Encoding.UTF8.GetString(utf8)));
        _slots[slot] = added;
        if (2 * ++_count > _slots.Length)
        {
            Grow();
        }

        return added;
    }

    private void Grow()
    {
        TagEntry?[] old = _slots;
        _slots = new TagEntry?[2 * old.Length];
        foreach (TagEntry? entry in old)
        {
            if (entry is not null)
            {
                int slot = Slot(entry.Utf8);
                while (_slots[slot] is not null)
                {
                    slot = (slot + 1) & (_slots.Length - 1);
                }

                _slots[slot] = entry;
            }
        }
    }

    // Eight bytes at a time through a multiplication whose upper half is mixed in (as wyhash does).
    private int Slot(ReadOnlySpan<byte> utf8)
    {
        ulong hash = (ulong)utf8.Length + 0x9E3779B97F4A7C15;
        while (utf8.Length >= sizeof(ulong))
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8));
            utf8 = utf8[sizeof(ulong)..];
        }

        ulong rest = 0;
        foreach (byte b in utf8)
        {
            rest = (rest << 8) | b;
        }

        return (int)(Mix(hash ^ rest) >> (64 - BitOperations.Log2((uint)_slots.Length)));
    }

    private static ulong Mix(ulong value)
    {
        ulong high = Math.BigMul(value, 0xA0761D6478BD642F, out ulong low);
        return high ^ low;
    }
}
