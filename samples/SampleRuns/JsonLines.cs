using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Querent;

namespace SampleRuns;

/// <summary>
/// Writes a row a line: a finished row with its answers, a failed one as its input and one <c>_error</c>. Works for any
/// row type. Only whole lines go to the file, so that whatever ends the program leaves a valid beginning; a run that goes
/// on continues it.
/// </summary>
public sealed class JsonLines<TRow> : IAsyncDisposable
    where TRow : class, IQueryRow<TRow>
{
    private const int FlushBytes = 64 * 1024;
    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1);

    private readonly ArrayBufferWriter<byte> _lines = new(2 * FlushBytes);
    private readonly Utf8JsonWriter _json;
    private readonly ContinuedFile _file;
    private long _flushed = TimeProvider.System.GetTimestamp();

    /// <summary>Creates the file, and its folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="goesOn">Whether what the file holds stays as far as it is what is written anyway.</param>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public JsonLines(string path, bool goesOn = false)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            _file = new ContinuedFile(path, goesOn);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, exception);
        }

        // Relaxed: '£' stays '£'. The lines are for files, not for the inside of a web page.
        _json = new Utf8JsonWriter(_lines, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public async ValueTask WriteAsync(RowOutcome<TRow> outcome)
    {
        _json.WriteStartObject();
        if (outcome.TryGetRow(out TRow? row, out RowFailure? failure))
        {
            TRow.Plan.WriteRow(_json, row);
        }
        else
        {
            TRow.Plan.WriteInput(_json, outcome.UntypedInput);
            WriteError(failure);
        }

        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _lines.Write("\n"u8);

        if (_lines.WrittenCount >= FlushBytes || TimeProvider.System.GetElapsedTime(_flushed) >= FlushInterval)
        {
            await FlushAsync();
        }
    }

    /// <summary>Ends the file here: all rows are written.</summary>
    public async ValueTask CompleteAsync()
    {
        await FlushAsync();
        _file.End();
    }

    public async ValueTask DisposeAsync()
    {
        await using (_file)
        await using (_json)
        {
            await FlushAsync();
        }
    }

    private void WriteError(RowFailure failure)
    {
        QueryError error = failure.Error;
        _json.WriteStartObject("_error");
        WriteIfAny("query", failure.FirstQuery);
        _json.WriteString("kind", error.Kind.ToString());
        _json.WriteString("message", error.Message);
        if (error.StatusCode is { } status)
        {
            _json.WriteNumber("status", status);
        }

        WriteIfAny("code", error.Code);
        WriteIfAny("path", error.Path);
        WriteIfAny("rule", error.Rule);
        WriteIfAny("request_id", error.RequestId);
        _json.WriteEndObject();
    }

    private void WriteIfAny(string name, string? value)
    {
        if (value is not null)
        {
            _json.WriteString(name, value);
        }
    }

    private async ValueTask FlushAsync()
    {
        try
        {
            await _file.WriteAsync(_lines.WrittenMemory);
        }
        catch (IOException exception)
        {
            throw CannotWrite(_file.Name, exception);
        }
        finally
        {
            _lines.ResetWrittenCount();
        }

        _flushed = TimeProvider.System.GetTimestamp();
    }

    private static UsageException CannotWrite(string path, Exception exception)
        => new($"{path} cannot be written: {exception.Message}", exception);
}
