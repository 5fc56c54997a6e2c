using System.Text;

namespace Querent;

/// <summary>The names that an object's properties or an enum's members have in an answer. Made by generated code.</summary>
public sealed class AnswerNames
{
    private readonly byte[][] _names;

    // The first name of each hash, and behind each name the next of the same hash; one more than its place, 0 for none.
    private readonly int[] _first;
    private readonly int[] _next;

    /// <summary>Creates the list.</summary>
    /// <param name="names">The names, in the order of the schema: at most 64 where they are an object's properties.</param>
    public AnswerNames(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        _names = Array.ConvertAll(names, Encoding.UTF8.GetBytes);
        _first = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)names.Length + 1)];
        _next = new int[names.Length];
        for (int place = names.Length - 1; place >= 0; place--)
        {
            ref int first = ref _first[Hash(_names[place]) & (_first.Length - 1)];
            _next[place] = first;
            first = place + 1;
        }

        All = names.Length >= 64 ? ulong.MaxValue : (1UL << names.Length) - 1;
    }

    /// <summary>A bit for each name.</summary>
    internal ulong All { get; }

    /// <summary>A name's text.</summary>
    internal string this[int place] => Encoding.UTF8.GetString(_names[place]);

    /// <summary>The place of a name; negative when there is none such.</summary>
    /// <param name="name">UTF-8.</param>
    internal int Find(ReadOnlySpan<byte> name)
    {
        int place = _first[Hash(name) & (_first.Length - 1)] - 1;
        while (place >= 0 && !name.SequenceEqual(_names[place]))
        {
            place = _next[place] - 1;
        }

        return place;
    }

    /// <summary>The same, where one name is likely.</summary>
    /// <param name="name">UTF-8.</param>
    /// <param name="likely">The place to look at first, since models write in the order of the schema; it may be beyond the last.</param>
    internal int Find(ReadOnlySpan<byte> name, int likely)
    {
        byte[][] names = _names;
        return (uint)likely < (uint)names.Length && name.SequenceEqual(names[likely]) ? likely : Find(name);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", _names.Select(Encoding.UTF8.GetString));

    // Of the length and five letters, which names of one list seldom share; those that do are compared.
    private static int Hash(ReadOnlySpan<byte> name)
    {
        int length = name.Length;
        if (length == 0)
        {
            return 0;
        }

        uint hash = (uint)length;
        hash = (hash * 31) + name[0];
        hash = (hash * 31) + name[length / 4];
        hash = (hash * 31) + name[length / 2];
        hash = (hash * 31) + name[length - 1 - (length / 4)];
        hash = (hash * 31) + name[length - 1];
        return (int)((hash * 2654435769u) >> 16);
    }
}
