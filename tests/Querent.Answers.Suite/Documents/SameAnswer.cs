using System.Globalization;
using Querent.Answers.Suite.Shapes;

namespace Querent.Answers.Suite.Documents;

/// <summary>Says the same otherwise: properties in another order, integers with a fraction of zero or an exponent.</summary>
internal static class SameAnswer
{
    public static Node Vary(Slot slot, Node node, Random random)
    {
        switch (slot.Shape, node)
        {
            case (ObjectShape shape, ObjectNode made):
                VaryProperties(made, name => shape.Properties.First(property => property.Name == name).Slot, first: 0, random);
                break;
            case (MapShape shape, ObjectNode made):
                VaryProperties(made, _ => shape.Element, first: 0, random);
                break;
            case (UnionShape shape, ObjectNode made):
                ObjectShape option = shape.CaseOf(made)!;
                VaryProperties(made, name => option.Properties.First(property => property.Name == name).Slot, first: 1, random);
                break;
            case (ListShape shape, ArrayNode list):
                for (int i = 0; i < list.Items.Count; i++)
                {
                    list.Items[i] = Vary(shape.Element, list.Items[i], random);
                }

                break;
            case (ScalarShape shape, RawNode number) when IsInteger(shape.Type) && number.Json != "null":
                return new RawNode(Vary(number.Json, random));
        }

        return node;
    }

    public static bool IsInteger(Type type) => Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.UInt64;

    /// <summary>What an object of a union is, by its first property; null where that does not say it.</summary>
    public static ObjectShape? CaseOf(this UnionShape shape, ObjectNode made) => made.Properties.FirstOrDefault().Value switch
    {
        TextNode text => shape.Cases.Find(option => option.Tag == System.Text.Json.JsonSerializer.Serialize(text.Value)).Shape,
        RawNode number => shape.Cases.Find(option => option.Tag == number.Json).Shape,
        _ => null,
    };

    private static void VaryProperties(ObjectNode made, Func<string, Slot> slot, int first, Random random)
    {
        for (int i = first; i < made.Properties.Count; i++)
        {
            (NameNode name, Node value) = made.Properties[i];
            made.Properties[i] = (name, Vary(slot(name.Text), value, random));
        }

        (NameNode, Node)[] rest = [.. made.Properties.Skip(first)];
        random.Shuffle(rest);
        made.Properties.RemoveRange(first, rest.Length);
        made.Properties.AddRange(rest);
    }

    private static string Vary(string integer, Random random)
    {
        string digits = integer.TrimStart('-');
        string sign = integer.Length > digits.Length ? "-" : "";
        int point = random.Next(1, digits.Length + 1);
        return random.Next(5) switch
        {
            0 => $"{integer}.0",
            1 => $"{integer}.{new string('0', random.Next(1, 60))}e+0",
            2 when digits != "0" => $"{integer}000E-3",
            3 => string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[..point]}{(point < digits.Length ? "." : "")}{digits[point..]}e{digits.Length - point}"),
            _ => integer,
        };
    }
}
