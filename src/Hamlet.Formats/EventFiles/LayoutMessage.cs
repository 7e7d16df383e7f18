using System.Text;

namespace Hamlet.Formats.EventFiles;

/// <summary>The message of TensorBoard's plugin <c>custom_scalars</c>: which curves are drawn into one chart.</summary>
internal static class LayoutMessage
{
    /// <summary>The tag that it must have.</summary>
    public const string Tag = "custom_scalars__config__";

    /// <summary>Writes a layout.</summary>
    /// <param name="categories">By title: charts, each with its title and regular expressions that match whole tags from their start.</param>
    public static byte[] Write(IReadOnlyList<(string Title, (string Title, string[] Tags)[] Charts)> categories)
    {
        var buffer = new MessageBuffer(2048);
        foreach ((string title, (string Title, string[] Tags)[] charts) in categories)
        {
            int category = buffer.Open(2);
            buffer.Bytes(1, Encoding.UTF8.GetBytes(title));
            foreach ((string chartTitle, string[] tags) in charts)
            {
                int chart = buffer.Open(2);
                buffer.Bytes(1, Encoding.UTF8.GetBytes(chartTitle));
                int lines = buffer.Open(2);
                foreach (string tag in tags)
                {
                    buffer.Bytes(1, Encoding.UTF8.GetBytes(tag));
                }

                buffer.Close(lines);
                buffer.Close(chart);
            }

            buffer.Close(category);
        }

        return buffer.Written.ToArray();
    }
}
