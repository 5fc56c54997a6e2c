using System.Text;

namespace Querent;

/// <summary>Remembers the last model's name, since nearly every reply repeats it.</summary>
internal sealed class ModelNames
{
    private Entry? _last;

    public string Get(ReadOnlySpan<byte> utf8)
    {
        Entry? last = Volatile.Read(ref _last);
        if (last is not null && utf8.SequenceEqual(last.Utf8))
        {
            return last.Name;
        }

        var entry = new Entry(utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        Volatile.Write(ref _last, entry);
        return entry.Name;
    }

    private sealed record Entry(byte[] Utf8, string Name);
}
