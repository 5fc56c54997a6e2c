using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Querent.Generators.Tests.Rows;

/// <summary>Texts that have to be of a form.</summary>
public sealed record Wordings(
    [property: StringLength(5, MinimumLength = 2)] string Title,
    [property: MinLength(2)] string Lengthy,
    [property: MaxLength(3)] string? Brief,
    [property: Length(2, 4)] string Exact,
    [property: RegularExpression("[A-Z]{2}[0-9]{1,3}")] string Code,
    [property: RegularExpression("a|ab")] string First,
    [property: RegularExpression(@"(?=.*\d)\w+", MatchTimeoutInMilliseconds = 500)] string Ahead,
    [property: Required] string Needed,
    [property: Required(AllowEmptyStrings = true)] string? Given,
    [property: EmailAddress] string Mail,
    [property: Url] string Link,
    [property: Phone] string Phone,
    [property: CreditCard] string Card,
    [property: Base64String] string Data,
    [property: FileExtensions(Extensions = "txt,md")] string File,
    [property: Description("Which."), AllowedValues("red", "blue", null)] string? Colour,
    [property: AllowedValues("red", "blue")] string? Chosen,
    [property: DeniedValues("none", "n/a")] string Name);

/// <summary>Numbers and dates within bounds.</summary>
public sealed record Bounds(
    [property: Range(0.0, 1.0, MinimumIsExclusive = true)] double Share,
    [property: Range(1, 5, MinimumIsExclusive = true, MaximumIsExclusive = true)] int Step,
    [property: Range(double.Epsilon, 5.0)] int Count,
    [property: Range(double.Epsilon, 5.0)] decimal Weight,
    [property: Range(double.Epsilon, 5.0)] float Part,
    [property: Range(-5.0, -double.Epsilon)] decimal Debt,
    [property: Range(typeof(decimal), "0.1", "9.99", MaximumIsExclusive = true)] decimal? Price,
    [property: Range(typeof(DateOnly), "2020-01-01", "2030-12-31")] DateOnly Day,
    [property: Range(typeof(TimeSpan), "00:10:00", "02:00:00", MaximumIsExclusive = true)] TimeSpan Length,
    [property: Range(typeof(DateTimeOffset), "2020-01-01T00:00:00+00:00", "2030-01-01T00:00:00+00:00")] DateTimeOffset? Instant,
    [property: Range(typeof(TimeOnly), "08:00", "17:30")] TimeOnly At,
    [property: Range(typeof(DateTime), "2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z")] DateTime Then,
    [property: AllowedValues(1, 2, 3), DeniedValues(2)] int Level,
    [property: AllowedValues(0.5, 1.5)] double Ratio,
    [property: AllowedValues('a', 'b')] char Letter,
    [property: AllowedValues(true)] bool Agreed,
    [property: AllowedValues(Mood.Angry)] Mood Mood,
    [property: DeniedValues(Mood.Angry)] Mood? Calm,
    [property: DeniedValues(7L, 8L)] long? Other);

/// <summary>Lists that may be so long.</summary>
public sealed record Lists2(
    [property: MinLength(1)] List<int> Some,
    [property: MaxLength(2)] int[] Few,
    [property: Length(1, 2)] ImmutableArray<string> Fixed,
    [property: Length(2, 2)] IReadOnlySet<int> Pair,
    [property: MaxLength(1)] IEnumerable<int>? Any,
    [property: Required] IReadOnlyList<int>? There,
    [property: MaxLength(2)] Collection<int> Own,
    [property: Length(2, 3)] byte[] Bytes);

public abstract class Held
{
    [MaxLength(3)]
    public virtual string Note { get; init; } = "";
}

/// <summary>A property that is overridden keeps what was asked of it.</summary>
public sealed class Holding : Held
{
    public override string Note { get; init; } = "";
}

[QueryRow]
public partial record Constrained
{
    public required string Text { get; init; }

    [Query("?")]
    public required Wordings Words { get; init; }

    [Query("?")]
    public required Bounds Bounds { get; init; }

    [Query("?")]
    public required Lists2 Lists { get; init; }

    [Query("?")]
    public required Holding Holding { get; init; }

    [Query("?"), Required, MaxLength(10)]
    public required string Title { get; init; }
}

[QueryRow(SchemaProfile = AnswerSchemaProfile.OpenAI)]
public partial record OpenAIConstrained
{
    public required string Text { get; init; }

    [Query("?")]
    public required Wordings Words { get; init; }

    [Query("?")]
    public required Bounds Bounds { get; init; }

    [Query("?")]
    public required Lists2 Lists { get; init; }
}

public enum Facet
{
    [Criterion("Is it clear?")]
    Clarity,

    [Criterion("Is it short?")]
    Brevity,
}

/// <summary>A value that is held to something wherever it stands.</summary>
public sealed record Graded([property: Range(1, 5)] int Value, [property: StringLength(10, MinimumLength = 1)] string Why);

/// <summary>Constraints of the cells of matrices, and of the values of a dictionary by an enum.</summary>
[QueryRow]
[CaseStudy("small", nameof(Text))]
public partial record ConstrainedParts
{
    public required string Text { get; init; }

    [QueryMatrix("{{ case.Text }} {{ criterion.Name }}")]
    public required Matrix<Case, Facet, Graded> Grades { get; init; }

    [QueryMatrix("{{ case.Text }} {{ criterion.Name }}"), Range(0, 100), System.Text.Json.Serialization.JsonPropertyName("points")]
    public required Matrix<Case, Facet, int> Points { get; init; }

    [QueryMatrix("{{ case.Text }} {{ criterion.Name }}"), System.Text.Json.Serialization.JsonPropertyName("words"), MaxLength(8), RegularExpression("[a-z ]+")]
    public required Matrix<Case, Facet, string?> Words { get; init; }

    [Query("?")]
    public required Dictionary<Mood, Graded> ByMood { get; init; }

    [Query("?")]
    public required IReadOnlyDictionary<Mood, Graded?> Perhaps { get; init; }
}

/// <summary>A span that has to end behind its beginning.</summary>
public sealed record Span(int From, [property: System.Text.Json.Serialization.JsonPropertyName("until")] int To) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (From == 666)
        {
            throw new System.Text.Json.JsonException("of the check");
        }

        if (From > To)
        {
            yield return new ValidationResult($"{From} is above {To}", From == 9 ? [] : ["Nobody", nameof(To)]);
        }
    }
}

/// <summary>Spans, none of them in another.</summary>
public struct Spans : IValidatableObject
{
    public required List<Span> All { get; init; }

    public Spans()
    {
    }

    public readonly IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        => All.Count > 2 ? [new ValidationResult("too many")] : null!;
}

/// <summary>A list that checks itself.</summary>
public sealed class Tags : List<string>, IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        => Count == 0 ? [new ValidationResult("none")] : [];
}

[System.Text.Json.Serialization.JsonDerivedType(typeof(Even), "even")]
public abstract record Number;

public sealed record Even(int Value, Number? Next) : Number, IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        => Value % 2 == 0 ? [ValidationResult.Success!] : [new ValidationResult("odd", ["Value"])];
}

[QueryRow]
public partial record Checked : IValidatableObject
{
    public required string Text { get; init; }

    [Query("?")]
    public required Spans Spans { get; init; }

    [Query("?")]
    public required Dictionary<Mood, Span> ByMood { get; init; }

    [Query("?")]
    public required Tags Tags { get; init; }

    [Query("?")]
    public required Number Number { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        => [];
}
