using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Querent.EndToEnd.Tests;

public enum Aspect
{
    Form,

    [JsonStringEnumMemberName("the-content")]
    Content,
}

public sealed record Facts(DateOnly Day, TimeOnly? At, DateTime Then, DateTimeOffset Now, TimeSpan Lasted, Guid Id, Uri Link, char Letter, byte[] Data);

public sealed record Item(string Name, List<Item> Parts);

[JsonDerivedType(typeof(Found), "found")]
[JsonDerivedType(typeof(Missing), "missing")]
public abstract record Finding;

public sealed record Found(string Text, [property: Range(1, 9)] int Line) : Finding;

public sealed record Missing : Finding;

public readonly record struct Place(int X, int? Y);

public sealed record AllKinds(Facts Facts, HashSet<Aspect> Aspects, Dictionary<Aspect, Place> Marks, IReadOnlyList<Finding> Findings);

[QueryRow]
public partial record AzureKinds
{
    public required int Number { get; init; }

    [Query("Kinds of {{ Number }}")]
    public required AllKinds Kinds { get; init; }

    [Query("Tree of {{ Number }}")]
    public required Item Tree { get; init; }

    [Query("Finding of {{ Number }}")]
    public required Finding? Finding { get; init; }
}

[QueryRow(SchemaProfile = AnswerSchemaProfile.OpenAI, Naming = NamingPolicy.CamelCase)]
public partial record OpenAIKinds
{
    public required int Number { get; init; }

    [Query("Kinds of {{ Number }}")]
    public required AllKinds Kinds { get; init; }

    [Query("Tree of {{ Number }}")]
    public required Item Tree { get; init; }

    [Query("Finding of {{ Number }}")]
    public required Finding? Finding { get; init; }
}
