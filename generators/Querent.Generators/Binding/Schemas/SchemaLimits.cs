using Querent.Generators.Model;

namespace Querent.Generators.Binding.Schemas;

/// <summary>How large a schema may be.</summary>
/// <remarks>
/// Both OpenAI and Azure OpenAI list the numbers; Azure's are the narrower for properties and levels. A type that is
/// defined once counts once, but for levels, which count wherever it is used.
/// </remarks>
/// <param name="Provider">Whose limits these are.</param>
/// <param name="Properties">The most properties in all.</param>
/// <param name="Levels">The most levels of objects and lists.</param>
internal sealed record SchemaLimits(string Provider, int Properties, int Levels)
{
    /// <summary>The most values of all enums together.</summary>
    public const int EnumValues = 1000;

    /// <summary>The most characters of all names and enum values together.</summary>
    public const int Characters = 120_000;

    /// <summary>From how many values on the characters of an enum's values count by themselves.</summary>
    public const int ManyEnumValues = 250;

    /// <summary>The most characters of the values of such an enum.</summary>
    public const int CharactersOfManyValues = 15_000;

    private static readonly SchemaLimits Azure = new("Azure OpenAI", 100, 5);
    private static readonly SchemaLimits OpenAI = new("OpenAI", 5000, 10);

    public static SchemaLimits Of(SchemaProfile profile) => profile == SchemaProfile.OpenAI ? OpenAI : Azure;
}
