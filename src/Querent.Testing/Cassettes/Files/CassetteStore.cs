namespace Querent.Testing;

/// <summary>
/// The place of a cassette that is being recorded. The file is replaced at once and as a whole when the recording ends; until then
/// one beside it keeps others from recording the same.
/// </summary>
internal sealed class CassetteStore : IDisposable
{
    private readonly string _file;
    private readonly string _draft;
    private readonly FileStream _stream;
    private bool _isSaved;

    private CassetteStore(string file, string draft, FileStream stream)
    {
        _file = file;
        _draft = draft;
        _stream = stream;
    }

    /// <summary>Takes a cassette for recording, and makes its folder where there is none.</summary>
    /// <exception cref="CassetteException">Another is recording it.</exception>
    public static CassetteStore Open(string name, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        string draft = file + ".recording";
        try
        {
            return new CassetteStore(file, draft, new FileStream(draft, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None));
        }
        catch (IOException exception) when (File.Exists(draft))
        {
            throw new CassetteException($"The cassette '{name}' is being recorded by another test or process ('{Path.GetFileName(draft)}' is open). Give each test a cassette of its own.", exception);
        }
    }

    /// <summary>Puts a recording in place of the file.</summary>
    public void Save(CassetteFile cassette)
    {
        byte[] text = CassetteText.Write(cassette);
        _stream.SetLength(0);
        _stream.Write(text);
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(_draft, _file, overwrite: true);
        _isSaved = true;
    }

    /// <summary>Gives the cassette free; what was not saved is gone.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        if (!_isSaved)
        {
            File.Delete(_draft);
        }
    }
}
