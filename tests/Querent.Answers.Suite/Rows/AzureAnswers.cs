using System.ComponentModel.DataAnnotations;
using Querent.Answers.Library;
using Querent.Answers.Suite.Types;

namespace Querent.Answers.Suite.Rows;

/// <summary>Every kind of answer, in snake case and within Azure's profile.</summary>
[QueryRow]
public partial record AzureAnswers
{
    public required int Number { get; init; }

    [Query("Answer {{ Number }}.")]
    public required Numbers Numbers { get; init; }

    [Query("Answer {{ Number }}.")]
    public required NullableNumbers NullableNumbers { get; init; }

    [Query("Answer {{ Number }}.")]
    public required Texts Texts { get; init; }

    [Query("Answer {{ Number }}.")]
    public required NullableTexts NullableTexts { get; init; }

    [Query("Answer {{ Number }}.")]
    public required Enums Enums { get; init; }

    [Query("Answer {{ Number }}.")]
    public required Lists Lists { get; init; }

    [Query("Answer {{ Number }}.")]
    public required NullableLists NullableLists { get; init; }

    [Query("Answer {{ Number }}.")]
    public required Sets Sets { get; init; }

    [Query("Answer {{ Number }}.")]
    public required Maps Maps { get; init; }

    [Query("Answer {{ Number }}.")]
    public required Objects Objects { get; init; }

    [Query("Answer {{ Number }}.")]
    public required Tree Tree { get; init; }

    [Query("Answer {{ Number }}.")]
    public required Forest Forest { get; init; }

    [Query("Answer {{ Number }}.")]
    public required Folder Folder { get; init; }

    [Query("Answer {{ Number }}.")]
    public required Unions Unions { get; init; }

    [Query("Answer {{ Number }}.")]
    public required Ranged Ranged { get; init; }

    [Query("Answer {{ Number }}.")]
    public required Worded Worded { get; init; }

    [Query("Answer {{ Number }}.")]
    public required Bounded Bounded { get; init; }

    [Query("Answer {{ Number }}.")]
    public required Dated Dated { get; init; }

    [Query("Answer {{ Number }}.")]
    public required Listed Listed { get; init; }

    [Query("Answer {{ Number }}.")]
    public required Sized Sized { get; init; }

    [Query("Answer {{ Number }}.")]
    public required Shipment Shipment { get; init; }

    [Query("Answer {{ Number }}.")]
    public required int BareNumber { get; init; }

    [Query("Answer {{ Number }}.")]
    public required string BareText { get; init; }

    [Query("Answer {{ Number }}.")]
    public required Mood? BareMood { get; init; }

    [Query("Answer {{ Number }}.")]
    public required DateOnly BareDay { get; init; }

    [Query("Answer {{ Number }}.")]
    public required List<Chain> BareList { get; init; }

    [Query("Answer {{ Number }}.")]
    public required Form? BareUnion { get; init; }

    [Query("Answer {{ Number }}.")]
    public required Place? BareRecord { get; init; }

    [Query("Answer {{ Number }}.")]
    public required Dictionary<Mood, Form> BareMap { get; init; }

    [Query("Answer {{ Number }}.")]
    public required IReadOnlySet<char> BareSet { get; init; }

    [Query("Answer {{ Number }}.")]
    public required byte[]? BareBytes { get; init; }

    [Query("Answer {{ Number }}.")]
    [Required, StringLength(9)]
    public required string BareTitle { get; init; }

    [Query("Answer {{ Number }}.")]
    [Range(typeof(DateOnly), "2020-01-01", "2029-12-31")]
    public required DateOnly? BareDate { get; init; }
}
