using System.Buffers;

namespace Querent;

/// <summary>The bytes of a reply, in rented memory, as far as they are read.</summary>
internal sealed class ReplyBody(long? length, int limit) : IDisposable
{
    private const int UsualBytes = 4096;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(length ?? UsualBytes, 1, limit));
    private int _length;

    /// <summary>What has been read.</summary>
    public ReadOnlySpan<byte> Content => _buffer.AsSpan(0, _length);

    /// <summary>Whether there is more than may be read.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Reads to the end or to the limit.</summary>
    public async ValueTask ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        int read;
        while ((read = await stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken).ConfigureAwait(false)) > 0)
        {
            _length += read;
            if (_length > limit)
            {
                _length = limit;
                IsCut = true;
                return;
            }

            if (_length == _buffer.Length)
            {
                Grow();
            }
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        Content.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
