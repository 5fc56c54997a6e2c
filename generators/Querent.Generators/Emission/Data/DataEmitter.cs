using Querent.Generators.Binding.Data;
using Querent.Generators.Discovery;
using Querent.Generators.Model;

namespace Querent.Generators.Emission.Data;

/// <summary>Writes bound values as C#: expressions that make them, whatever they are put into.</summary>
internal sealed class DataEmitter(TypeTable types)
{
    private const string Generic = "global::System.Collections.Generic";
    private const string Immutable = "global::System.Collections.Immutable";
    private const string Invariant = "global::System.Globalization.CultureInfo.InvariantCulture";

    public string Of(BoundData data) => data switch
    {
        NullData => "null",
        ScalarData scalar => Scalar(scalar),
        EnumData member => $"{types[member.Type].FullName}.{Identifier.Escape(member.Member.Name)}",
        ListData list => List(list),
        MapData map => $"new {Generic}.Dictionary<string, {Access.TypeName(types[map.Type].Element, types)}>(global::System.StringComparer.Ordinal)"
            + Braces(map.Entries.Select(entry => $"[{Literal.Of(entry.Key)}] = {Of(entry.Value)}")),
        EnumMapData map => EnumMap(map),
        UnionData union => Of(union.Value),
        ObjectData value => Creation(types[value.Type], value.Members.Select(member => (member.Member, Of(member.Value))).ToList()),
        _ => throw new InvalidOperationException($"A {data.GetType().Name} has no C#."),
    };

    /// <summary>What makes an object of some of its members, as the reader of an answer does.</summary>
    public static string Creation(TypeShape shape, IReadOnlyList<(MemberShape Member, string Value)> members)
    {
        var arguments = new List<string>();
        var byConstructor = new HashSet<string>(StringComparer.Ordinal);
        foreach (ParameterShape parameter in shape.Constructor)
        {
            string? value = parameter.Member < 0 ? null : members.FirstOrDefault(member => member.Member == shape.Members[parameter.Member]).Value;
            if (value is not null)
            {
                arguments.Add($"{Identifier.Escape(parameter.Name)}: {value}");
                byConstructor.Add(shape.Members[parameter.Member].Name);
            }
        }

        var assignments = members
            .Where(member => !byConstructor.Contains(member.Member.Name) || member.Member.IsRequired)
            .Select(member => $"{Identifier.Escape(member.Member.Name)} = {member.Value}")
            .ToList();
        return $"new {shape.FullName}({string.Join(", ", arguments)})" + (assignments.Count == 0 ? "" : Braces(assignments));
    }

    private string List(ListData list)
    {
        TypeShape shape = types[list.Type];
        string element = Access.TypeName(shape.Element, types);
        IEnumerable<string> items = list.Items.Select(Of);
        return shape.ListForm switch
        {
            ListForm.ImmutableArray => $"{Immutable}.ImmutableArray.Create<{element}>({string.Join(", ", items)})",
            // The brackets of an array of arrays do not stand where one would put them.
            ListForm.Array when types[shape.Element].ListForm != ListForm.Array && types[shape.Element].Kind != ValueKind.Bytes => $"new {element}[]" + Braces(items),
            ListForm.Array => $"new {Generic}.List<{element}>{Braces(items)}.ToArray()",
            ListForm.Immutable => $"{Immutable}.ImmutableList.Create<{element}>({string.Join(", ", items)})",
            ListForm.Set => $"new {Generic}.HashSet<{element}>" + Braces(items),
            ListForm.ImmutableSet => $"{Immutable}.ImmutableHashSet.Create<{element}>({string.Join(", ", items)})",
            ListForm.Collection => $"new {shape.FullName}" + Braces(items),
            _ => $"new {Generic}.List<{element}>" + Braces(items),
        };
    }

    private string EnumMap(EnumMapData map)
    {
        TypeShape shape = types[map.Type];
        string key = types[shape.Key].FullName;
        string pairs = $"{key}, {Access.TypeName(shape.Element, types)}";
        string made = (shape.ListForm == ListForm.Collection ? $"new {shape.FullName}()" : $"new {Generic}.Dictionary<{pairs}>()")
            + Braces(map.Members.Select(member => $"{{ {key}.{Identifier.Escape(member.Member.Name)}, {Of(member.Value)} }}"));
        return shape.ListForm == ListForm.Immutable ? $"{Immutable}.ImmutableDictionary.CreateRange<{pairs}>({made})" : made;
    }

    private string Scalar(ScalarData scalar)
    {
        string text = scalar.Text;
        TypeShape shape = types[scalar.Type];
        return shape.Kind switch
        {
            ValueKind.String => Literal.Of(text),
            ValueKind.Char => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text[0], quote: true),
            ValueKind.Boolean or ValueKind.Integer => text,
            ValueKind.Float => text + (shape.FullName == "float" ? "f" : "d"),
            ValueKind.Decimal => text + "m",
            ValueKind.Guid => $"new global::System.Guid({Literal.Of(text)})",
            ValueKind.DateTime => $"global::System.DateTime.ParseExact({Literal.Of(text)}, \"O\", {Invariant}, global::System.Globalization.DateTimeStyles.RoundtripKind)",
            ValueKind.DateTimeOffset => $"global::System.DateTimeOffset.ParseExact({Literal.Of(text)}, \"O\", {Invariant})",
            ValueKind.DateOnly => $"global::System.DateOnly.ParseExact({Literal.Of(text)}, \"O\", {Invariant})",
            ValueKind.TimeOnly => $"global::System.TimeOnly.ParseExact({Literal.Of(text)}, \"O\", {Invariant})",
            ValueKind.TimeSpan => $"global::System.TimeSpan.ParseExact({Literal.Of(text)}, \"c\", {Invariant})",
            ValueKind.Uri => $"new global::System.Uri({Literal.Of(text)}, global::System.UriKind.RelativeOrAbsolute)",
            ValueKind.Bytes => $"global::System.Convert.FromBase64String({Literal.Of(text)})",
            ValueKind.JsonElement => $"global::System.Text.Json.JsonDocument.Parse({Literal.Of(text)}).RootElement",
            _ => throw new InvalidOperationException($"A '{shape.DisplayName}' has no literal."),
        };
    }

    private static string Braces(IEnumerable<string> items)
    {
        string inside = string.Join(", ", items);
        return inside.Length == 0 ? " { }" : $" {{ {inside} }}";
    }
}
