using System.Data.Common;
using SampleRuns;
using Sylvan.Data.Csv;

namespace SupportTriage;

/// <summary>
/// Reads tickets from a CSV file, one at a time: the column <c>text</c>, and <c>category</c> where there is one. Quoted
/// fields keep their commas and line breaks. What is not CSV is refused with its line; nothing is skipped but blank lines.
/// </summary>
internal sealed class CsvTickets : IDisposable
{
    private const int LongestRecord = 1024 * 1024;

    private readonly string _file;
    private readonly CsvDataReader _csv;
    private readonly int _text;
    private readonly int? _category;

    private CsvTickets(string file, CsvDataReader csv)
    {
        _file = file;
        _csv = csv;
        _text = Column("text") ?? throw new UsageException(
            $"{file} has no column 'text' (its columns: {string.Join(", ", csv.GetColumnSchema().Select(column => $"'{column.ColumnName}'"))}). Name the column with the customers' messages 'text' in its first line.");
        _category = Column("category");
    }

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="UsageException">There is no such file, it is empty, or it has no column <c>text</c>.</exception>
    public static CsvTickets Open(string file)
    {
        StreamReader reader = InputFile.Open(file, "It needs a header line with a column 'text', and a line for each message.");
        try
        {
            return new CsvTickets(file, CsvDataReader.Create(reader, new CsvDataReaderOptions
            {
                HeaderComparer = StringComparer.OrdinalIgnoreCase,
                MaxBufferSize = LongestRecord,
            }));
        }
        catch (Exception exception)
        {
            reader.Dispose();
            throw Explain(exception, file, line: 1) ?? exception;
        }
    }

    /// <summary>The tickets, in the file's order; read as they are asked for.</summary>
    /// <exception cref="UsageException">A line is not CSV; the tickets before it were given.</exception>
    public IEnumerable<SupportTicket.Input> Read()
    {
        long line = 2;
        while (ReadRecord(line))
        {
            ReadOnlySpan<char> record = _csv.GetRawRecordSpan();
            if (record.ContainsAnyExcept('\r', '\n'))
            {
                yield return Ticket(line);
            }

            // A field may hold line breaks, so that a record is not a line.
            line += Math.Max(1, _csv.GetRawRecordSpan().Count('\n'));
        }
    }

    public void Dispose() => _csv.Dispose();

    private SupportTicket.Input Ticket(long line)
    {
        if (_csv.RowFieldCount != _csv.FieldCount)
        {
            throw new UsageException(
                $"{_file}, line {line}: {_csv.RowFieldCount} field(s) where the header has {_csv.FieldCount}. A field with a comma or a line break in it has to stand in double quotes.");
        }

        return new SupportTicket.Input
        {
            Text = _csv.GetString(_text),
            Category = _category is { } category && _csv.GetString(category) is { Length: > 0 } label ? label : null,
        };
    }

    private bool ReadRecord(long line)
    {
        try
        {
            return _csv.Read();
        }
        catch (Exception exception) when (Explain(exception, _file, line) is { } usage)
        {
            throw usage;
        }
    }

    private int? Column(string name)
    {
        foreach (DbColumn column in _csv.GetColumnSchema())
        {
            if (name.Equals(column.ColumnName.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return column.ColumnOrdinal;
            }
        }

        return null;
    }

    private static UsageException? Explain(Exception exception, string file, long line) => exception switch
    {
        CsvRecordTooLargeException => new($"{file}, line {line}: the record that begins here is longer than {LongestRecord:N0} characters. Is a closing quote missing?", exception),
        CsvFormatException => new($"{file}, line {line}: {exception.Message}", exception),
        _ => InputFile.Explain(exception, file, line),
    };
}
