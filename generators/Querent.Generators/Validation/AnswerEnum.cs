using System.Globalization;
using Querent.Generators.Binding.Schemas;
using Querent.Generators.Model;

namespace Querent.Generators.Validation;

/// <summary>Checks that a schema can list the members of an enum.</summary>
internal static class AnswerEnum
{
    /// <summary>What keeps it from that; null where nothing does.</summary>
    public static string? Obstacle(TypeShape type)
        => type.Unmakeable is not null ? "its JSON is up to a JsonConverter; remove the converter, or use JsonStringEnumConverter"
            : type.EnumMembers.Count == 0 ? $"the enum '{type.DisplayName}' has no members"
            : Twins(type) is null && type.EnumMembers.Count > SchemaLimits.ManyEnumValues && type.EnumMembers.Sum(member => member.WireName.Length) > SchemaLimits.CharactersOfManyValues
                ? $"the names of the enum '{type.DisplayName}' have more than {Text(SchemaLimits.CharactersOfManyValues)} characters, the most that providers take for an enum of more than {Text(SchemaLimits.ManyEnumValues)} values; shorten them"
            : null;

    /// <summary>Two members of one name; null where each has its own.</summary>
    public static (EnumMemberShape First, EnumMemberShape Second)? Twins(TypeShape type) => Pairs.First(type.EnumMembers, member => member.WireName);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
