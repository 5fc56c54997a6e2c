using System.Text;

namespace SupportTriage.Tests;

/// <summary>RFC 4180, letter by letter: a second opinion on what a file says.</summary>
internal static class PlainCsv
{
    public static List<string[]> Read(string csv)
    {
        var records = new List<string[]>();
        var record = new List<string>();
        var field = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < csv.Length; i++)
        {
            char letter = csv[i];
            if (quoted)
            {
                if (letter != '"')
                {
                    field.Append(letter);
                }
                else if (i + 1 < csv.Length && csv[i + 1] == '"')
                {
                    field.Append(csv[++i]);
                }
                else
                {
                    quoted = false;
                }
            }
            else if (letter == '"')
            {
                quoted = true;
            }
            else if (letter is ',' or '\n')
            {
                record.Add(field.ToString());
                field.Clear();
                if (letter == '\n')
                {
                    records.Add([.. record]);
                    record.Clear();
                }
            }
            else if (letter != '\r')
            {
                field.Append(letter);
            }
        }

        return records;
    }
}
