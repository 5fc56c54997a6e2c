using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Querent;

/// <summary>Brings text into a form that PostgreSQL stores: it takes no U+0000, and no long text into an index.</summary>
internal static class PostgreSqlText
{
    private const char Mark = '\u001a';   // SUBSTITUTE; text that has it is stored by its hash as well, so that nothing can pass for another
    private const int LongestKey = 1000;   // in bytes; an index takes some 2,700
    private const int ShownLength = 100;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static ReadOnlySpan<byte> Zero => "\\u0000"u8;

    /// <summary>
    /// A row's key or a run's name as it is stored: itself, or where that cannot be, its beginning, U+001A and its SHA-256.
    /// </summary>
    public static string KeyOf(string key)
    {
        if (key.Length <= LongestKey && key.AsSpan().IndexOfAny('\0', Mark) < 0 && IsShortAndWellFormed(key))
        {
            return key;
        }

        var shown = new StringBuilder(ShownLength);
        foreach (Rune rune in key.EnumerateRunes())   // half a surrogate pair comes as U+FFFD
        {
            if (shown.Length >= ShownLength)
            {
                break;
            }

            shown.Append(rune.Value is 0 or Mark ? Rune.ReplacementChar : rune);
        }

        return $"{shown}{Mark}{Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(key.AsSpan())))}";
    }

    /// <summary>JSON without U+0000 in its strings, which PostgreSQL's own functions for JSON refuse: U+FFFD stands there instead.</summary>
    public static byte[] JsonOf(ReadOnlyMemory<byte> json)
    {
        if (json.Span.IndexOf(Zero) < 0)
        {
            return BytesOf(json);
        }

        byte[] changed = json.ToArray();
        for (int at = 0; changed.AsSpan(at).IndexOf(Zero) is >= 0 and int further; at += 2)
        {
            at += further;
            if (!IsEscaped(changed, at))
            {
                "\\ufffd"u8.CopyTo(changed.AsSpan(at));
            }
        }

        return changed;
    }

    /// <summary>The bytes themselves where they are an array, as they mostly are.</summary>
    public static byte[] BytesOf(ReadOnlyMemory<byte> bytes)
        => MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> segment) && segment.Array is { } array && array.Length == bytes.Length ? array : bytes.ToArray();

    /// <summary>Whether the backslash there is itself behind a backslash that escapes it.</summary>
    private static bool IsEscaped(byte[] json, int at)
    {
        int before = at;
        while (before > 0 && json[before - 1] == (byte)'\\')
        {
            before--;
        }

        return (at - before) % 2 == 1;
    }

    private static bool IsShortAndWellFormed(string key)
    {
        try
        {
            return Strict.GetByteCount(key) <= LongestKey;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
