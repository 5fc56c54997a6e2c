using Querent.Answers.Suite.Types;

namespace Querent.Answers.Suite.Rows;

/// <summary>Answers whose names are the policy's.</summary>
[QueryRow(Naming = NamingPolicy.SnakeCaseUpper)]
public partial record SnakeCaseUpperAnswers
{
    public required int Number { get; init; }

    [Query("Answer {{ Number }}.")]
    public required NullableNumbers NullableNumbers { get; init; }

    [Query("Answer {{ Number }}.")]
    public required Objects Objects { get; init; }

    [Query("Answer {{ Number }}.")]
    public required Unions Unions { get; init; }
}
