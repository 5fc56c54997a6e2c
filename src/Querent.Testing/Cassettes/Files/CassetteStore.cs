using System.Text.Json;

namespace Querent.Testing;

/// <summary>
/// The place of a cassette that is being recorded. The file is replaced at once and as a whole when the recording ends; until then
/// a draft beside it keeps others from recording the same, and holds what was recorded so far: where the process dies, the next
/// recording goes on from there.
/// </summary>
/// <remarks>
/// The draft has a cassette a line, each written behind the last: what the recording began with, then what was recorded, one by one. A last line that
/// was cut off does not count.
/// </remarks>
internal sealed class CassetteStore : IDisposable
{
    private const byte LineEnd = (byte)'\n';

    private readonly Lock _lock = new();
    private readonly string _file;
    private readonly string _draft;
    private readonly FileStream _stream;
    private long _length;   // of the draft, as far as it counts
    private bool _isSaved;
    private bool _isEnded;

    private CassetteStore(string file, string draft, FileStream stream)
    {
        _file = file;
        _draft = draft;
        _stream = stream;
    }

    /// <summary>Whether a recording of a cassette was begun, did not come to its end, and is not older than the file.</summary>
    public static bool IsBegun(string file)
    {
        var draft = new FileInfo(DraftOf(file));
        return draft is { Exists: true, Length: > 0 } && (!File.Exists(file) || draft.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(file));
    }

    /// <summary>Takes a cassette for recording, and makes its folder where there is none.</summary>
    /// <exception cref="CassetteException">Another is recording it.</exception>
    public static CassetteStore Open(string name, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        string draft = DraftOf(file);
        try
        {
            return new CassetteStore(file, draft, new FileStream(draft, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (File.Exists(draft))
        {
            throw new CassetteException($"The cassette '{name}' is being recorded by another test or process ('{Path.GetFileName(draft)}' is open). Give each test a cassette of its own.", exception);
        }
    }

    /// <summary>What a recording that did not come to its end has left, part by part, and goes on from it; nothing where there is none, or none that reads.</summary>
    public IReadOnlyList<CassetteFile> TakeUp()
    {
        List<CassetteFile> parts = [];
        byte[] draft = new byte[_stream.Length];
        _stream.ReadExactly(draft);
        while (draft.AsSpan((int)_length).IndexOf(LineEnd) is >= 0 and int end && Parse(draft.AsMemory((int)_length, end)) is { } part)
        {
            parts.Add(part);
            _length += end + 1;
        }

        return parts;
    }

    /// <summary>Holds on to what was recorded. Where that fails, the recording goes on: at its end it is written as a whole.</summary>
    /// <param name="part">What was recorded.</param>
    /// <param name="begun">What the recording began with.</param>
    public void Add(CassetteFile part, CassetteFile begun)
    {
        lock (_lock)
        {
            if (_isEnded)
            {
                return;
            }

            try
            {
                Append(_length == 0 ? [begun, part] : [part]);
            }
            catch (IOException)
            {
                // What is cut off there does not count, and is written over.
            }
        }
    }

    /// <summary>Puts a recording in place of the file.</summary>
    public void Save(CassetteFile cassette)
    {
        string whole = _file + ".recorded";
        using (var stream = new FileStream(whole, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(CassetteText.Write(cassette));
            stream.Flush(flushToDisk: true);
        }

        File.Move(whole, _file, overwrite: true);
        _isSaved = true;
    }

    /// <summary>Gives the cassette free. What was recorded and not saved is left where the next recording finds it.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isEnded)
            {
                return;
            }

            _isEnded = true;
            bool isEmpty = _stream.Length == 0;
            _stream.Dispose();
            if (_isSaved || isEmpty)
            {
                File.Delete(_draft);
            }
        }
    }

    private static string DraftOf(string file) => file + ".recording";

    private static CassetteFile? Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = CassetteText.MaxDepth });
            return CassetteText.Read(document.RootElement) is { QuerentCassette: CassetteFile.CurrentFormat } part ? part : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Append(ReadOnlySpan<CassetteFile> parts)
    {
        _stream.Position = _length;
        foreach (CassetteFile part in parts)
        {
            _stream.Write(CassetteText.WriteLine(part));
        }

        _stream.SetLength(_stream.Position);
        _stream.Flush();
        _length = _stream.Position;
    }
}
