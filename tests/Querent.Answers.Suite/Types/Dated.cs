using System.ComponentModel.DataAnnotations;

namespace Querent.Answers.Suite.Types;

/// <summary>Dates and times in ranges.</summary>
public sealed record Dated(
    [property: Range(typeof(DateOnly), "2020-01-01", "2029-12-31")] DateOnly Day,
    [property: Range(typeof(DateOnly), "2020-01-01", "2020-01-05", MinimumIsExclusive = true, MaximumIsExclusive = true)] DateOnly? Between,
    [property: Range(typeof(TimeOnly), "08:00:00", "17:30:00", MaximumIsExclusive = true)] TimeOnly At,
    [property: Range(typeof(TimeSpan), "-01:00:00", "1.00:00:00", MinimumIsExclusive = true)] TimeSpan Span,
    [property: Range(typeof(DateTime), "2020-01-01T00:00:00", "2030-01-01T00:00:00")] DateTime Moment,
    [property: Range(typeof(DateTimeOffset), "2020-01-01T00:00:00+00:00", "2030-01-01T00:00:00+02:00", MaximumIsExclusive = true)] DateTimeOffset? Instant);
