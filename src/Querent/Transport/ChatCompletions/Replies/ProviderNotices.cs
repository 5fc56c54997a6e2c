using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;

namespace Querent;

/// <summary>Reads the deprecations and warnings in a reply's headers: those of the standards, and Azure's own.</summary>
internal static class ProviderNotices
{
    private const int MaxLinkLength = 200;

    private static readonly SearchValues<char> LinkEnds = SearchValues.Create(" \t;,\"'<>()?#\\");

    /// <summary>What the headers say; empty, at no cost, for nothing.</summary>
    public static ImmutableArray<ProviderNotice> Read<THead>(THead head)
        where THead : struct, IReplyHead
    {
        ImmutableArray<ProviderNotice> notices = [];
        if (head.Header("Deprecation") is { } deprecation)
        {
            notices = notices.Add(new ProviderNotice(ProviderNoticeKind.Deprecation, "Deprecation") { Date = Date(deprecation) });
        }

        if (head.Header("azure-deprecating") is { } azure)
        {
            notices = notices.Add(new ProviderNotice(ProviderNoticeKind.Deprecation, "azure-deprecating") { Link = Link(azure) });
        }

        if (head.Header("Sunset") is { } sunset)
        {
            notices = notices.Add(new ProviderNotice(ProviderNoticeKind.Sunset, "Sunset") { Date = Date(sunset) });
        }

        if (head.Header("Warning") is { } warning)
        {
            notices = notices.Add(new ProviderNotice(ProviderNoticeKind.Warning, "Warning") { Link = Link(warning) });
        }

        return notices;
    }

    /// <summary><c>@</c> and seconds since 1970 (RFC 9745), or an HTTP date (RFC 8594, and drafts of the former).</summary>
    private static DateTimeOffset? Date(string value)
    {
        const long lastSecond = 253402300799;   // of the year 9999
        return value.StartsWith('@')
            ? long.TryParse(value.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds <= lastSecond ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null
            : DateTimeOffset.TryParseExact(value, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date) ? date : null;
    }

    private static Uri? Link(string value)
    {
        int start = value.IndexOf("https://", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return null;
        }

        ReadOnlySpan<char> rest = value.AsSpan(start);
        int end = rest.IndexOfAny(LinkEnds);
        ReadOnlySpan<char> text = end < 0 ? rest : rest[..end];
        return text.Length <= MaxLinkLength && Uri.TryCreate(text.ToString(), UriKind.Absolute, out Uri? link) && link.UserInfo.Length == 0 ? link : null;
    }
}
