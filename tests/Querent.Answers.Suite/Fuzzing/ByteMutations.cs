using System.Text;

namespace Querent.Answers.Suite.Fuzzing;

/// <summary>Makes bytes of other bytes: flips, splices, cuts, and pieces that readers stumble over.</summary>
internal sealed class ByteMutations(Random random)
{
    private const int MostNested = 80;
    private const int MostRandom = 200;

    private static readonly byte[][] Pieces = [.. new[]
    {
        "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "NaN", "-", "0", "1e999", "-1e-999", "1e99999999999999999999", "0.000000000000000000000000000000000001",
        "9223372036854775808", "18446744073709551616", "123456789012345678901234567890123456789012345678901234567890", "\\ud83d", "\\ude00", "\\u0000", "\\u00",
        "\"$type\":", "\"kind\":1", "\"answer\":", "{\"answer\":", "/**/", "//\n", "\ufeff", "\u2028", "\ud83d\ude00", "\0", "\"2026-01-31T09:30:00Z\"", "\"00:00:00\"", "\"YQ==\"",
    }.Select(Encoding.UTF8.GetBytes), [0xff], [0xc3], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xc0, 0x80]];

    /// <summary>Bytes without a pattern.</summary>
    public byte[] MakeRandom()
    {
        byte[] bytes = new byte[random.Next(MostRandom)];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Pieces of JSON in a row.</summary>
    public byte[] MakePieces() => [.. Enumerable.Range(0, random.Next(30)).SelectMany(_ => Pieces[random.Next(Pieces.Length)])];

    /// <summary>A text with one to four changes.</summary>
    /// <param name="text">Right JSON.</param>
    /// <param name="other">Where splices are taken from.</param>
    public byte[] Mutate(byte[] text, byte[] other)
    {
        for (int changes = random.Next(1, 5); changes > 0; changes--)
        {
            text = MutateOnce(text, other);
        }

        return text;
    }

    private byte[] MutateOnce(byte[] text, byte[] other)
    {
        int at = random.Next(text.Length + 1);
        int length = random.Next(Math.Min(text.Length - at, 16) + 1);
        switch (random.Next(8))
        {
            case 0 when at < text.Length:
                byte[] flipped = [.. text];
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1:
                return [.. text.AsSpan(0, at), .. text.AsSpan(at + length)];
            case 2:
                return text[..at];
            case 3:
                return [.. text.AsSpan(0, at), .. text.AsSpan(at, length), .. text.AsSpan(at)];
            case 4:
                int from = random.Next(other.Length + 1);
                return [.. text.AsSpan(0, at), .. other.AsSpan(from, random.Next(other.Length - from + 1)), .. text.AsSpan(at + length)];
            case 5:
                return [.. text.AsSpan(0, at), .. Nested(), .. text.AsSpan(at)];
            default:
                return [.. text.AsSpan(0, at), .. Pieces[random.Next(Pieces.Length)], .. text.AsSpan(at + (random.Next(2) * length))];
        }
    }

    private byte[] Nested()
    {
        string open = random.Next(2) == 0 ? "[" : "{\"a\":";
        return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(open, random.Next(MostNested))));
    }
}
