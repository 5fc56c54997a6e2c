namespace SampleRuns;

/// <summary>
/// A file that is written from its beginning, where what it holds already is left alone as long as it is the same: what is written is
/// compared first, and only from the first difference on the file is cut off and written. So a run that gives out again what it had
/// given out before goes on where the file ends, and whatever ends the program leaves a valid beginning at any time.
/// </summary>
public sealed class ContinuedFile : IAsyncDisposable
{
    private readonly FileStream _file;
    private byte[] _present = [];
    private bool _isContinuing;

    /// <param name="path">The file.</param>
    /// <param name="goesOn">Whether it is to be continued; otherwise it begins empty.</param>
    public ContinuedFile(string path, bool goesOn)
    {
        _file = new FileStream(path, goesOn ? FileMode.OpenOrCreate : FileMode.Create, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0, useAsync: true);
        _isContinuing = goesOn;
    }

    public string Name => _file.Name;

    /// <summary>Writes whole lines, unless they are there.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> lines)
    {
        if (_isContinuing)
        {
            long begin = _file.Position;
            if (await IsPresentAsync(lines))
            {
                return;
            }

            _isContinuing = false;
            _file.SetLength(begin);
            _file.Position = begin;
        }

        await _file.WriteAsync(lines);
    }

    /// <summary>Cuts off what an earlier run wrote behind the end of this one, when that was written to its end.</summary>
    public void End()
    {
        if (_isContinuing)
        {
            _file.SetLength(_file.Position);
        }
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private async ValueTask<bool> IsPresentAsync(ReadOnlyMemory<byte> lines)
    {
        if (_present.Length < lines.Length)
        {
            _present = new byte[lines.Length];
        }

        int read = await _file.ReadAtLeastAsync(_present.AsMemory(0, lines.Length), lines.Length, throwOnEndOfStream: false);
        return lines.Span.SequenceEqual(_present.AsSpan(0, read));
    }
}
