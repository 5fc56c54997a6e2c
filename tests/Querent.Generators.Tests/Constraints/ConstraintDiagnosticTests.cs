using Querent.Generators.Tests.Harness;

namespace Querent.Generators.Tests.Constraints;

/// <summary>Validation attributes that could not be held to.</summary>
public sealed class ConstraintDiagnosticTests
{
    [Theory]
    [InlineData("[property: Range(1, 5)] string", "a 'string' is no number")]
    [InlineData("[property: Range(5, 1)] int", "its least value 5 is greater than its greatest value 1")]
    [InlineData("[property: Range(1.2, 1.8)] int", "no 'int' lies between 1.2 and 1.8")]
    [InlineData("[property: Range(300, 400)] byte", "no 'byte' lies between 300 and 400")]
    [InlineData("[property: Range(typeof(decimal), \"a\", \"b\")] decimal", "its bounds are no numbers")]
    [InlineData("[property: Range(1.0, 1.0, MinimumIsExclusive = true)] double", "no 'double' lies between 1 and 1")]
    [InlineData("[property: Range(1, 2, MinimumIsExclusive = true, MaximumIsExclusive = true)] int", "no 'int' lies between 1 and 2")]
    [InlineData("[property: Range(1, 5)] DateOnly", "its bounds are no 'DateOnly'; write [Range(typeof(DateOnly), \"…\", \"…\")]")]
    [InlineData("[property: Range(typeof(DateOnly), \"2030-01-01\", \"2020-01-01\")] DateOnly", "its least value 2030-01-01 is greater than its greatest value 2020-01-01")]
    [InlineData("[property: Range(typeof(DateOnly), \"soon\", \"2020-01-01\")] DateOnly", "its bound \"soon\" is none: it has to be a date such as 2026-11-24")]
    [InlineData("[property: Range(typeof(TimeSpan), \"01:00:00\", \"01:00:00\", MaximumIsExclusive = true)] TimeSpan", "no 'TimeSpan' lies between 01:00:00 and 01:00:00")]
    public Task A_range_that_does_not_fit_is_refused(string member, string reason) => Diagnosis.Expect(
        $$"""
        public sealed record Mark({{member}} [|Score|]);

        [QueryRow]
        public partial record Row { [Query("Hello")] public required Mark Answer { get; init; } }
        """,
        ("QRN0302", $"The range of 'Answer.Score' does not fit: {reason}"));

    [Theory]
    [InlineData("[property: [|StringLength(5)|]] int", "QRN0305", "[StringLength] of 'Answer.Score' does not apply: a 'int' has no length; use [Range] for the least and the greatest number")]
    [InlineData("[property: [|StringLength(5)|]] List<int>", "QRN0305", "[StringLength] of 'Answer.Score' does not apply: a 'List<int>' is no string; use [Length], [MinLength] or [MaxLength]")]
    [InlineData("[property: [|MaxLength(5)|]] Dictionary<DayOfWeek, int>", "QRN0305", "[MaxLength] of 'Answer.Score' does not apply: a 'Dictionary<DayOfWeek, int>' always has an entry for each member of its enum; remove it")]
    [InlineData("[property: [|RegularExpression(\"a\")|]] List<string>", "QRN0305", "[RegularExpression] of 'Answer.Score' does not apply: a 'List<string>' is no string; an attribute holds for the member itself and not for what is in it")]
    [InlineData("[property: [|EmailAddress|]] Uri", "QRN0305", "[EmailAddress] of 'Answer.Score' does not apply: a 'Uri' is no string; remove it")]
    [InlineData("[property: [|AllowedValues(1)|]] decimal", "QRN0305", "[AllowedValues] of 'Answer.Score' does not apply: a 'decimal' is no constant that could be listed; an attribute holds for the member itself and not for what is in it")]
    [InlineData("[property: [|Length(3, 2)|]] string", "QRN0306", "'Answer.Score' can have no value: the least length of [Length], 3, is above the greatest, 2")]
    [InlineData("[property: [|MinLength(-1)|]] string", "QRN0306", "'Answer.Score' can have no value: [MinLength] has a length below 0")]
    [InlineData("[property: RegularExpression([|\"a(\"|])] string", "QRN0307", "The pattern of 'Answer.Score' cannot be read: Invalid pattern 'a(' at offset 2. Not enough )'s")]
    [InlineData("[property: AllowedValues(\"a\", [|1|])] string", "QRN0308", "[AllowedValues] of 'Answer.Score' lists what it cannot be: 1 is no 'string', and never equals one")]
    [InlineData("[property: DeniedValues([|(DayOfWeek)9|])] DayOfWeek", "QRN0308", "[DeniedValues] of 'Answer.Score' lists what it cannot be: 9 is no member of 'DayOfWeek'")]
    [InlineData("[property: [|Compare(\"Other\")|]] string", "QRN0309", "[Compare] of 'Answer.Score' would not be checked: let the type implement IValidatableObject, whose Validate is called once it was read")]
    [InlineData("[property: [|Even|]] int", "QRN0309", "[Even] of 'Answer.Score' would not be checked: let the type implement IValidatableObject, whose Validate is called once it was read")]
    [InlineData("[property: [|EnumDataType(typeof(DayOfWeek))|]] string", "QRN0309", "[EnumDataType] of 'Answer.Score' would not be checked: let the property be of the enum's own type")]
    [InlineData("[property: AllowedValues(0.5, [|double.NaN|])] double", "QRN0310", "[AllowedValues] of 'Answer.Score' has an argument that means nothing: no answer is ever double.NaN, which JSON cannot write; remove it")]
    [InlineData("[property: DeniedValues([|float.PositiveInfinity|], 0f)] float?", "QRN0310", "[DeniedValues] of 'Answer.Score' has an argument that means nothing: no answer is ever float.PositiveInfinity, which JSON cannot write; remove it")]
    [InlineData("[property: AllowedValues('a', [|'\\ud83d'|])] char", "QRN0310", "[AllowedValues] of 'Answer.Score' has an argument that means nothing: no answer is ever '\\ud83d', which JSON cannot write; remove it")]
    [InlineData("[property: RegularExpression(\"a\", ErrorMessage = \"no\", MatchTimeoutInMilliseconds = [|0|])] string", "QRN0310", "[RegularExpression] of 'Answer.Score' has an argument that means nothing: a match cannot have 0 ms; give it 1 or more, or -1 for as long as it takes")]
    [InlineData("[property: RegularExpression(\"a\", MatchTimeoutInMilliseconds = [|-2|])] string", "QRN0310", "[RegularExpression] of 'Answer.Score' has an argument that means nothing: a match cannot have -2 ms; give it 1 or more, or -1 for as long as it takes")]
    public Task A_constraint_that_could_not_be_held_to_is_refused_where_it_stands(string member, string id, string message) => Diagnosis.Expect(
        $$"""
        public sealed class EvenAttribute : ValidationAttribute;
        public sealed record Mark({{member}} Score);

        [QueryRow]
        public partial record Row { [Query("Hello")] public required Mark Answer { get; init; } }
        """,
        (id, message));

    [Theory]
    [InlineData("[property: MinLength(5), MaxLength(3)] string", "its least length, 5, is above its greatest, 3")]
    [InlineData("[property: Required, MaxLength(0)] string", "[Required] refuses an empty text, and its greatest length is 0")]
    [InlineData("[property: AllowedValues(\"a\"), DeniedValues(\"a\")] string", "none of its values is left by [AllowedValues] and [DeniedValues]")]
    [InlineData("[property: AllowedValues(null, null)] string?", "none of its values is left by [AllowedValues] and [DeniedValues]")]
    public Task Constraints_that_leave_no_value_are_refused(string member, string reason) => Diagnosis.Expect(
        $$"""
        public sealed record Mark({{member}} [|Score|]);

        [QueryRow]
        public partial record Row { [Query("Hello")] public required Mark Answer { get; init; } }
        """,
        ("QRN0306", $"'Answer.Score' can have no value: {reason}"));

    [Fact]
    public Task A_validation_attribute_on_a_type_is_not_passed_over() => Diagnosis.Expect(
        """
        public sealed class WholeAttribute : ValidationAttribute;
        [Whole] public sealed record Mark(int Score);

        [QueryRow]
        public partial record Row { [Query("Hello")] public required Mark [|Answer|] { get; init; } }
        """,
        ("QRN0309", "[Whole] of 'Mark' would not be checked: attributes hold for members alone; let the type implement IValidatableObject, whose Validate is called once it was read"));

    [Fact]
    public Task A_validation_attribute_on_a_row_is_not_passed_over_and_said_once() => Diagnosis.Expect(
        """
        public sealed class WholeAttribute : ValidationAttribute;

        [QueryRow, Whole]
        public partial record [|Row|] { [Query("Hello")] public required int Answer { get; init; } }

        [QueryRow]
        public partial record Further : Row { [Query("Hello")] public required int Second { get; init; } }
        """,
        ("QRN0309", "[Whole] of 'Row' would not be checked: attributes hold for members alone; let the row implement IValidatableObject, whose Validate is called once all answers are in"));

    [Fact]
    public Task A_validation_attribute_on_a_base_that_is_no_row_is_not_passed_over() => Diagnosis.Expect(
        """
        public sealed class WholeAttribute : ValidationAttribute;
        [Whole] public abstract record Base;

        [QueryRow]
        public partial record [|Row|] : Base { [Query("Hello")] public required int Answer { get; init; } }
        """,
        ("QRN0309", "[Whole] of 'Row' would not be checked: attributes hold for members alone; let the row implement IValidatableObject, whose Validate is called once all answers are in"));
}
