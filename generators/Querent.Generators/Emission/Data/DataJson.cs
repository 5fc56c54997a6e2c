using Querent.Generators.Binding.Data;
using Querent.Generators.Model;

namespace Querent.Generators.Emission.Data;

/// <summary>Writes bound answers as JSON: no spaces, properties in the order of the schema.</summary>
internal static class DataJson
{
    /// <summary>The JSON of a value of an answer.</summary>
    public static string Of(BoundData data, TypeTable types) => data switch
    {
        NullData => "null",
        EnumData member => TextEscaping.JsonString(member.Member.WireName),
        ScalarData scalar when types[scalar.Type].Kind == ValueKind.Boolean || types[scalar.Type].Kind.IsNumber() => scalar.Text,
        ScalarData scalar => TextEscaping.JsonString(scalar.Text),
        ListData list => $"[{string.Join(",", list.Items.Select(item => Of(item, types)))}]",
        MapData map => $"{{{string.Join(",", map.Entries.Select(entry => $"{TextEscaping.JsonString(entry.Key)}:{Of(entry.Value, types)}"))}}}",
        ObjectData value => $"{{{Members(value.Members, types)}}}",
        EnumMapData map => $"{{{Members(map.Members, types)}}}",
        UnionData union => $"{{{string.Join(",", new[] { Tag(union, types), Members(union.Value.Members, types) }.Where(part => part.Length > 0))}}}",
        _ => throw new InvalidOperationException($"A {data.GetType().Name} has no JSON."),
    };

    private static string Members(IEnumerable<MemberData> members, TypeTable types)
        => string.Join(",", members.Select(member => $"{TextEscaping.JsonString(member.Member.WireName)}:{Of(member.Value, types)}"));

    private static string Tag(UnionData union, TypeTable types)
        => $"{TextEscaping.JsonString(types[union.Type].Union!.Discriminator)}:{(union.Case.IsNumber ? union.Case.Tag : TextEscaping.JsonString(union.Case.Tag!))}";
}
