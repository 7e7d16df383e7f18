using Hamlet.State;

namespace Hamlet.Training;

/// <summary>Writes and reads the state of somebody's code; what it throws then has the name of whose code it is.</summary>
internal static class PluginState
{
    /// <summary>Writes a part.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="name">Its name in the state.</param>
    /// <param name="part">The part.</param>
    /// <param name="who">What it is called in an error, such as <c>callback 'early_stop'</c>.</param>
    public static void Write(this StateWriter writer, string name, IStateful part, string who)
    {
        try
        {
            writer.Write(name, part);
        }
        catch (Exception e) when (PluginFault.IsNameless(e))
        {
            throw PluginFault.Of($"{who}, when its state was saved,", e);
        }
    }

    /// <summary>Reads a part.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="name">Its name in the state.</param>
    /// <param name="part">The part.</param>
    /// <param name="who">What it is called in an error.</param>
    public static void Read(this StateReader reader, string name, IStateful part, string who)
    {
        try
        {
            reader.Read(name, part);
        }
        catch (StateException e)
        {
            throw new StateException($"{who}: {e.Message}");
        }
        catch (Exception e) when (PluginFault.IsNameless(e))
        {
            throw PluginFault.Of($"{who}, when its state was loaded,", e);
        }
    }
}
