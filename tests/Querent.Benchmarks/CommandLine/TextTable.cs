using System.Text;

namespace Querent.Benchmarks.CommandLine;

/// <summary>A table in plain text, its columns aligned: the first to the left, the others to the right.</summary>
internal sealed class TextTable(params string[] headings)
{
    private const string Gap = "  ";

    private readonly List<string[]> _rows = [headings];

    public void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        int[] widths = [.. headings.Select((_, column) => _rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        foreach (string[] row in _rows)
        {
            string line = string.Join(Gap, row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])));
            text.AppendLine(line.TrimEnd());
            if (ReferenceEquals(row, headings))
            {
                text.AppendLine(string.Join(Gap, widths.Select(width => new string('-', width))));
            }
        }

        return text.ToString();
    }
}
