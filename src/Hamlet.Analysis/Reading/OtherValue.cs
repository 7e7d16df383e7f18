using System.Globalization;
using Google.Protobuf;
using Hamlet.Analysis.Diagnoses;
using Hamlet.Formats.EventFiles;
using Hamlet.Formats.EventFiles.Protos;

namespace Hamlet.Analysis.Reading;

/// <summary>Says in some words what a value holds that is no scalar: a distribution, a text, a picture.</summary>
internal static class OtherValue
{
    private const int TextLength = 60;
    private const int Columns = 3;

    /// <summary>What it is and what is in it; empty where nothing is known of that.</summary>
    /// <param name="value">The value.</param>
    /// <param name="plugin">The plugin of its tag.</param>
    public static string Describe(Summary.Types.Value value, string plugin)
    {
        try
        {
            return (value.ValueCase, plugin) switch
            {
                (Summary.Types.Value.ValueOneofCase.Histo, _) => Of(LegacyHistogram.Parser.ParseFrom(value.Histo)),
                (Summary.Types.Value.ValueOneofCase.Image, _) => LegacyImage.Parser.ParseFrom(value.Image) is var image ? Size(image.Width, image.Height) : "",
                (Summary.Types.Value.ValueOneofCase.Tensor, "histograms") => OfRows(value.Tensor),
                (Summary.Types.Value.ValueOneofCase.Tensor, "text") => Quote(value.Tensor.StringVal.FirstOrDefault()?.ToStringUtf8() ?? ""),
                (Summary.Types.Value.ValueOneofCase.Tensor, "images") when value.Tensor.StringVal.Count > 2 =>
                    $"{value.Tensor.StringVal[0].ToStringUtf8()} x {value.Tensor.StringVal[1].ToStringUtf8()} pixels",
                _ => "",
            };
        }
        catch (InvalidProtocolBufferException)
        {
            return "";
        }
    }

    private static string Of(LegacyHistogram histogram) => Distribution(histogram.Num, histogram.Min, histogram.Max, histogram.Sum / histogram.Num);

    // Rows of a left edge, a right edge and a count; the mean is that of the middles.
    private static string OfRows(Tensor tensor)
    {
        double[] rows = EventMessages.Numbers(tensor);
        (double count, double sum, double min, double max) = (0, 0, double.NaN, double.NaN);
        for (int i = 0; i + Columns <= rows.Length; i += Columns)
        {
            if (rows[i + 2] > 0)
            {
                min = double.IsNaN(min) ? rows[i] : min;
                max = rows[i + 1];
                count += rows[i + 2];
                sum += rows[i + 2] * (rows[i] + rows[i + 1]) / 2;
            }
        }

        return Distribution(count, min, max, sum / count);
    }

    private static string Distribution(double count, double min, double max, double mean) => count > 0
        ? $"{Number.Step(count)} numbers from {Number.Text(min)} to {Number.Text(max)}, mean {Number.Text(mean)}"
        : "no numbers";

    private static string Size(int width, int height) => string.Create(CultureInfo.InvariantCulture, $"{width} x {height} pixels");

    // One line, and nothing in it that commands a terminal.
    private static string Quote(string text)
    {
        string line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        line = string.Concat(line.Where(static c => !char.IsControl(c)));
        return line.Length > TextLength ? $"\"{line[..TextLength]}...\"" : $"\"{line}\"";
    }
}
