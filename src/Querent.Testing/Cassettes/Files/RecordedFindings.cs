using System.Text.Json.Serialization;

namespace Querent.Testing;

/// <summary>What the content filter found in one category.</summary>
internal sealed record RecordedCategory
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required ContentFilterSource Source { get; init; }

    public required string Name { get; init; }

    public string? Severity { get; init; }

    public bool IsDetected { get; init; }

    public bool IsFiltered { get; init; }

    public static RecordedCategory Of(ContentFilterCategory category) => new()
    {
        Source = category.Source,
        Name = category.Name,
        Severity = category.Severity,
        IsDetected = category.IsDetected,
        IsFiltered = category.IsFiltered,
    };

    public ContentFilterCategory ToCategory() => new(Name, Severity, IsFiltered, Source) { IsDetected = IsDetected };
}

/// <summary>A deprecation or a warning that came with a reply.</summary>
internal sealed record RecordedNotice
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required ProviderNoticeKind Kind { get; init; }

    public required string Source { get; init; }

    public DateTimeOffset? Date { get; init; }

    public Uri? Link { get; init; }

    public static RecordedNotice Of(ProviderNotice notice, Scrubbing scrubbing) => new()
    {
        Kind = notice.Kind,
        Source = notice.Source,
        Date = notice.Date,
        Link = notice.Link is { } link && Uri.TryCreate(scrubbing.Text(link.OriginalString), UriKind.Absolute, out Uri? scrubbed) ? scrubbed : null,
    };

    public ProviderNotice ToNotice() => new(Kind, Source) { Date = Date, Link = Link };
}
