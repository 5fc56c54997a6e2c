using System.ComponentModel.DataAnnotations;

namespace Querent.Answers.Suite.Types;

/// <summary>Texts that are held to lengths, patterns and forms.</summary>
public sealed record Worded(
    [property: StringLength(5, MinimumLength = 2)] string Title,
    [property: MinLength(2)] string Lengthy,
    [property: MaxLength(3)] string? Brief,
    [property: Length(2, 4)] string Exact,
    [property: RegularExpression("[A-Z]{2}-[0-9]{1,3}")] string Code,
    [property: RegularExpression(@"\d{4}-\d\d")] string? Month,
    [property: RegularExpression(@"(?=.*\d)\w+", MatchTimeoutInMilliseconds = -1)] string Ahead,
    [property: Required] string? Needed,
    [property: Required, MinLength(3), RegularExpression("[a-z ]+")] string Slug,
    [property: EmailAddress] string Mail,
    [property: Url] string? Link);
