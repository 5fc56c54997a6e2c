using System.Diagnostics.CodeAnalysis;

namespace Querent;

/// <summary>
/// Takes outcomes in any order and gives them out in the order of their indexes, or as they came. Not safe for use by
/// several threads at once.
/// </summary>
/// <param name="inOrder">Whether the order of the indexes is kept.</param>
internal sealed class ReorderBuffer<T>(bool inOrder)
    where T : class
{
    // A ring whose slot for an index is found by the index alone; a power of two long.
    private (T? Item, long Bytes)[] _ring = new (T?, long)[16];
    private long _head;    // the next to be given out
    private long _ready;   // all before this have come
    private long _next;    // where the next one goes when the order is not kept

    /// <summary>The bytes of all that wait here.</summary>
    public long Bytes { get; private set; }

    /// <summary>How many could be taken now.</summary>
    public long ReadyCount => _ready - _head;

    /// <summary>Whether an item of this index would have to wait for another.</summary>
    public bool MustWait(long index) => inOrder && index > _ready;

    public void Add(long index, T item, long bytes)
    {
        long place = inOrder ? index : _next++;
        EnsureRoom(place);
        _ring[place & (_ring.Length - 1)] = (item, bytes);
        Bytes += bytes;
        while (_ready - _head < _ring.Length && _ring[_ready & (_ring.Length - 1)].Item is not null)
        {
            _ready++;
        }
    }

    public bool TryTake([NotNullWhen(true)] out T? item)
    {
        item = null;
        if (_head == _ready)
        {
            return false;
        }

        ref (T? Item, long Bytes) slot = ref _ring[_head & (_ring.Length - 1)];
        item = slot.Item!;
        Bytes -= slot.Bytes;
        slot = default;
        _head++;
        return true;
    }

    private void EnsureRoom(long place)
    {
        int length = _ring.Length;
        while (place - _head >= length)
        {
            length = checked(length * 2);
        }

        if (length != _ring.Length)
        {
            var larger = new (T?, long)[length];
            for (long index = _head; index < _head + _ring.Length; index++)
            {
                larger[index & (length - 1)] = _ring[index & (_ring.Length - 1)];
            }

            _ring = larger;
        }
    }
}
