using System.Globalization;
using System.Text;

namespace Querent.Benchmarks.Soak;

/// <summary>The curve of a run as an SVG: memory, handles, threads and timers over time, each from 0 to the most there was.</summary>
internal static class SoakPicture
{
    private const int Width = 900;
    private const int PanelHeight = 120;
    private const int Left = 150;
    private const int Gap = 40;

    private static readonly (string Name, string Color, Func<SoakSample, double> Figure)[] Curves =
    [
        ("working set, MB", "#2563eb", sample => sample.WorkingSetMegabytes),
        ("managed heap, MB", "#7c3aed", sample => sample.HeapMegabytes),
        ("handles", "#059669", sample => sample.Handles),
        ("threads", "#d97706", sample => sample.Threads),
        ("timers", "#dc2626", sample => sample.Timers),
    ];

    public static string Draw(SoakResult result)
    {
        IReadOnlyList<SoakSample> samples = result.Samples;
        int height = Curves.Length * (PanelHeight + Gap);
        var svg = new StringBuilder();
        svg.AppendLine(Text($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height + 30}" font-family="sans-serif" font-size="13">"""));
        svg.AppendLine("""<rect width="100%" height="100%" fill="white"/>""");
        for (int curve = 0; curve < Curves.Length; curve++)
        {
            Panel(svg, samples, Curves[curve], (curve * (PanelHeight + Gap)) + 20);
        }

        SoakSample last = samples[^1];
        svg.AppendLine(Text($"""<text x="{Left}" y="{height + 15}" fill="#444">{last.Rows} rows × 4 queries in {last.Elapsed.TotalMinutes:0.0} minutes</text>"""));
        svg.AppendLine("</svg>");
        return svg.ToString();
    }

    private static void Panel(StringBuilder svg, IReadOnlyList<SoakSample> samples, (string Name, string Color, Func<SoakSample, double> Figure) curve, int top)
    {
        double most = Math.Max(1, samples.Max(curve.Figure));
        double time = Math.Max(0.001, samples[^1].Elapsed.TotalSeconds);
        int right = Width - 20;
        string points = string.Join(' ', samples.Select(sample => Text(
            $"{Left + ((right - Left) * sample.Elapsed.TotalSeconds / time):0.0},{top + (PanelHeight * (1 - (curve.Figure(sample) / most))):0.0}")));
        svg.AppendLine(Text($"""<text x="{Left}" y="{top - 6}" fill="#222">{curve.Name}</text>"""));
        svg.AppendLine(Text($"""<text x="{Left - 8}" y="{top + 10}" text-anchor="end" fill="#666">{most:0.#}</text><text x="{Left - 8}" y="{top + PanelHeight}" text-anchor="end" fill="#666">0</text>"""));
        svg.AppendLine(Text($"""<path d="M{Left} {top}V{top + PanelHeight}H{right}" fill="none" stroke="#bbb"/>"""));
        svg.AppendLine(Text($"""<polyline points="{points}" fill="none" stroke="{curve.Color}" stroke-width="1.5"/>"""));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
