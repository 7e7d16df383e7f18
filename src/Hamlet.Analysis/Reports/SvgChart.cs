using System.Globalization;
using System.Net;
using System.Text;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Reports;

/// <summary>
/// A chart as SVG: means as lines, and for a lone line the range of its values as a band. Colours are the page's, so that the same drawing
/// does for light and dark. The vertical axis is that of the lines; a band that reaches far beyond is cut off.
/// </summary>
internal static class SvgChart
{
    /// <summary>How many colours the page has.</summary>
    public const int Colors = 8;

    private const double Width = 440;
    private const double Height = 190;
    private const double Left = 52;
    private const double Right = 10;
    private const double Top = 8;
    private const double Bottom = 24;

    /// <summary>Draws lines.</summary>
    public static string Draw(string title, IReadOnlyList<ChartLine> lines)
    {
        ChartLine[] drawn = [.. lines.Select(static l => l with { Points = [.. l.Points.Where(static p => p.Finite > 0).OrderBy(static p => p.Step)] })];
        CurvePoint[] all = [.. drawn.SelectMany(static l => l.Points)];
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"chart\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Html(title)}\">");
        if (all.Length > 0)
        {
            var frame = new Frame(all, drawn.Length == 1);
            frame.Axes(svg);
            for (int i = 0; i < drawn.Length; i++)
            {
                frame.Line(svg, drawn[i], (drawn[i].Color ?? i) % Colors, drawn.Length == 1);
            }
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>A text as HTML.</summary>
    public static string Html(string text) => WebUtility.HtmlEncode(text);

    private sealed class Frame
    {
        private readonly double _x0;
        private readonly double _x1;
        private readonly double _y0;
        private readonly double _y1;

        public Frame(CurvePoint[] points, bool band)
        {
            (_x0, _x1) = Widen(points.Min(static p => p.Step), points.Max(static p => p.Step), 0);
            double low = points.Min(static p => p.Mean);
            double high = points.Max(static p => p.Mean);
            double reach = high - low;
            if (band)
            {
                low = Math.Max(points.Min(static p => p.Min), low - reach);
                high = Math.Min(points.Max(static p => p.Max), high + reach);
            }

            (_y0, _y1) = Widen(low, high, 0.06);
        }

        public void Axes(StringBuilder svg)
        {
            foreach (double y in Ticks.Of(_y0, _y1, 4))
            {
                svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(y):0.#}\" y2=\"{Y(y):0.#}\"/>");
                svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{Left - 6}\" y=\"{Y(y) + 3.5:0.#}\" text-anchor=\"end\">{Ticks.Label(y)}</text>");
            }

            foreach (double x in Ticks.Of(_x0, _x1, 5))
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{X(x):0.#}\" y=\"{Height - 8}\" text-anchor=\"{(X(x) > Width - Right - 14 ? "end" : "middle")}\">{Ticks.Label(x)}</text>");
            }
        }

        public void Line(StringBuilder svg, ChartLine line, int color, bool band)
        {
            if (band && line.Points.Any(static p => p.Count > 1))
            {
                svg.Append("<path class=\"band\" d=\"M");
                svg.AppendJoin('L', line.Points.Select(p => At(p.Step, p.Max)).Concat(line.Points.Reverse().Select(p => At(p.Step, p.Min))));
                svg.Append("Z\"/>");
            }

            if (line.Points.Count == 1)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"dot c{color}\" cx=\"{X(line.Points[0].Step):0.#}\" cy=\"{Y(line.Points[0].Mean):0.#}\" r=\"3\"/>");
                return;
            }

            string data = string.Join(' ', line.Points.Select(static p => string.Create(CultureInfo.InvariantCulture, $"{p.Step:0},{p.Mean:G5}")));
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"line c{color}\" data-name=\"{Html(line.Name)}\" data-points=\"{data}\" d=\"M");
            svg.AppendJoin('L', line.Points.Select(p => At(p.Step, p.Mean)));
            svg.Append("\"/>");
        }

        private static (double Low, double High) Widen(double low, double high, double share)
        {
            if (high <= low)
            {
                double half = low == 0 ? 1 : Math.Abs(low) * 0.1;
                return (low - half, low + half);
            }

            return (low - (share * (high - low)), high + (share * (high - low)));
        }

        private double X(double x) => Left + ((x - _x0) / (_x1 - _x0) * (Width - Left - Right));

        private double Y(double y) => Height - Bottom - ((Math.Clamp(y, _y0, _y1) - _y0) / (_y1 - _y0) * (Height - Top - Bottom));

        private string At(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"{X(x):0.#},{Y(y):0.#}");
    }
}
