namespace Hamlet.Analysis.Reports;

/// <summary>What every page begins and ends with: its style and its one script. Nothing is loaded from anywhere.</summary>
internal static class HtmlPage
{
    private const string Style = """
        :root { color-scheme: light dark;
          --page: #f6f7f9; --card: #ffffff; --ink: #1b1f27; --soft: #5c6573; --line: #e1e5eb; --accent: #2b6cb0;
          --critical: #c8303c; --warning: #b7791f; --ok: #2f855a; --critical-bg: #fdecee; --warning-bg: #fdf6e3; --ok-bg: #eaf6ef;
          --c0: #2b6cb0; --c1: #c05621; --c2: #2f855a; --c3: #97266d; --c4: #6b46c1; --c5: #b7791f; --c6: #0e7490; --c7: #b83280; }
        @media (prefers-color-scheme: dark) { :root {
          --page: #12151b; --card: #1b2029; --ink: #e8ebf0; --soft: #9aa4b2; --line: #2c333f; --accent: #76aef0;
          --critical: #ff7b84; --warning: #f0c060; --ok: #6fd39b; --critical-bg: #33191d; --warning-bg: #2e2716; --ok-bg: #17291f;
          --c0: #76aef0; --c1: #f6ad75; --c2: #6fd39b; --c3: #f08fc6; --c4: #b79bf5; --c5: #f0d070; --c6: #67d5e8; --c7: #ff9ecb; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
        main { max-width: 1180px; margin: 0 auto; padding: 28px 20px 60px; }
        h1 { font-size: 24px; margin: 0; letter-spacing: -.01em; } h2 { font-size: 17px; margin: 34px 0 12px; } h3 { font-size: 14px; margin: 0; }
        .sub, .soft { color: var(--soft); } .sub { margin: 4px 0 0; overflow-wrap: anywhere; }
        .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(140px, 1fr)); gap: 12px; margin-top: 20px; }
        .card, .finding, figure, table { background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
        .card { padding: 12px 16px; } .card b { display: block; font-size: 22px; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
        .card span { color: var(--soft); font-size: 13px; } .critical b { color: var(--critical); } .warning b { color: var(--warning); } .ok b { color: var(--ok); }
        .finding { padding: 12px 16px; margin: 0 0 10px; border-left: 5px solid var(--edge); }
        .finding.critical { --edge: var(--critical); } .finding.warning { --edge: var(--warning); } .finding.ok { --edge: var(--ok); }
        .finding p { margin: 4px 0 0; } .finding .lists { display: grid; grid-template-columns: repeat(auto-fit, minmax(280px, 1fr)); gap: 4px 28px; }
        .finding ul { margin: 2px 0 0; padding-left: 20px; } .finding h4 { font-size: 13px; color: var(--soft); margin: 10px 0 0; font-weight: 600; }
        .well { display: grid; grid-template-columns: repeat(auto-fill, minmax(340px, 1fr)); gap: 10px; } .well .finding { margin: 0; }
        .badge { display: inline-block; font-size: 11px; font-weight: 700; letter-spacing: .04em; padding: 1px 8px; border-radius: 20px; margin-right: 8px; color: var(--edge); }
        .critical .badge { background: var(--critical-bg); } .warning .badge { background: var(--warning-bg); } .ok .badge { background: var(--ok-bg); }
        code { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; color: var(--soft); overflow-wrap: anywhere; }
        .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(340px, 1fr)); gap: 12px; }
        figure { margin: 0; padding: 10px 12px 6px; position: relative; } figcaption { display: flex; gap: 8px; justify-content: space-between; font-size: 13px; font-weight: 600; }
        figcaption span { color: var(--soft); font-weight: 400; white-space: nowrap; } .name { overflow-wrap: anywhere; }
        .chart { width: 100%; height: auto; display: block; } .grid { stroke: var(--line); stroke-width: 1; } .tick { fill: var(--soft); font-size: 10px; font-variant-numeric: tabular-nums; }
        .line { fill: none; stroke-width: 1.6; stroke-linejoin: round; } .band { fill: var(--c0); opacity: .16; }
        .cursor { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 2 3; }
        .c0 { stroke: var(--c0); color: var(--c0); } .c1 { stroke: var(--c1); color: var(--c1); } .c2 { stroke: var(--c2); color: var(--c2); } .c3 { stroke: var(--c3); color: var(--c3); }
        .c4 { stroke: var(--c4); color: var(--c4); } .c5 { stroke: var(--c5); color: var(--c5); } .c6 { stroke: var(--c6); color: var(--c6); } .c7 { stroke: var(--c7); color: var(--c7); }
        .legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 0 0 12px; padding: 0; list-style: none; font-size: 13px; } .legend i { display: inline-block; width: 18px; border-top: 3px solid; vertical-align: middle; margin-right: 7px; }
        .scroll { overflow-x: auto; } table { border-collapse: separate; border-spacing: 0; font-size: 13px; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { padding: 6px 12px; text-align: right; white-space: nowrap; border-top: 1px solid var(--line); } th { color: var(--soft); font-weight: 600; border-top: 0; } th:first-child, td:first-child { text-align: left; }
        summary { cursor: pointer; margin: 22px 0 12px; font-weight: 600; }
        """;

    // Reads a curve under the pointer.
    private const string Script = """
        document.querySelectorAll('svg.chart').forEach(svg => {
          const lines = [...svg.querySelectorAll('.line')].map(l => ({ name: l.dataset.name, points: l.dataset.points.split(' ').map(p => p.split(',').map(Number)), path: l.getAttribute('d').slice(1).split('L').map(p => p.split(',').map(Number)) }));
          const label = svg.closest('figure').querySelector('figcaption span');
          if (!lines.length || !label) return;
          const text = label.textContent, cursor = document.createElementNS('http://www.w3.org/2000/svg', 'line');
          cursor.setAttribute('class', 'cursor'); cursor.setAttribute('y1', 8); cursor.setAttribute('y2', 166);
          svg.addEventListener('mousemove', e => {
            const x = (e.clientX - svg.getBoundingClientRect().left) / svg.getBoundingClientRect().width * 440;
            const near = l => l.path.reduce((b, p, i) => Math.abs(p[0] - x) < Math.abs(l.path[b][0] - x) ? i : b, 0);
            const best = near(lines[0]);
            cursor.setAttribute('x1', lines[0].path[best][0]); cursor.setAttribute('x2', lines[0].path[best][0]); svg.appendChild(cursor);
            label.textContent = lines[0].points[best][0].toLocaleString('en') + ': ' + lines.map(l => l.points[near(l)][1]).join(' · ');
          });
          svg.addEventListener('mouseleave', () => { cursor.remove(); label.textContent = text; });
        });
        """;

    /// <summary>Writes a page.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="title">Its title.</param>
    /// <param name="body">Writes what stands in it.</param>
    public static void Write(TextWriter output, string title, Action<TextWriter> body)
    {
        output.Write("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        output.Write($"<title>{SvgChart.Html(title)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<main>\n");
        body(output);
        output.Write($"</main>\n<script>\n{Script}\n</script>\n</body>\n</html>\n");
    }

    /// <summary>Writes a chart with its title.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="title">What is drawn.</param>
    /// <param name="note">What stands to the right of the title.</param>
    /// <param name="lines">The lines.</param>
    public static void Figure(TextWriter output, string title, string note, IReadOnlyList<ChartLine> lines) =>
        output.Write($"<figure><figcaption><div class=\"name\">{SvgChart.Html(title)}</div><span>{SvgChart.Html(note)}</span></figcaption>{SvgChart.Draw(title, lines)}</figure>\n");

    /// <summary>Writes a figure that counts.</summary>
    public static void Card(TextWriter output, string kind, string value, string label) =>
        output.Write($"<div class=\"card {kind}\"><b>{SvgChart.Html(value)}</b><span>{SvgChart.Html(label)}</span></div>\n");
}
