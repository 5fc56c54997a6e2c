using System.Text.Json;
using Querent.Answers.Suite.Documents;

namespace Querent.Answers.Tests.Schemas;

/// <summary>Makes random JSON that a schema leads to, and in some places away from; the C# types are not asked.</summary>
internal sealed class GuidedJson(JsonElement root, Random random)
{
    private const int Deepest = 8;

    // One value in so many is anything, one object in so many has other properties.
    private const int Astray = 40;

    private static readonly string[] Integers = ["0", "1", "-1", "5", "42", "100", "150", "3", "42.0", "4.2e1", "1.5", "-129", "300", "70000", "5000000000", "1e30", "1e400"];
    private static readonly string[] Numbers = [.. Integers, "0.5", "1.25", "-0.0", "1e-7", "3.5e38", "123456789012345678901234567890.5"];
    private static readonly string[] Dates = ["2026-01-31", "2024-02-29", "2026-02-29", "31.01.2026", ""];
    private static readonly string[] Moments = ["2026-01-31T09:30:00Z", "2026-01-31T09:30:00.125+01:00", "2026-01-31T09:30:00-00:30", "2026-01-31T09:30:00", "soon"];
    private static readonly string[] Ids = ["3f2504e0-4f89-11d3-9a0c-0305e82c3301", "3F2504E0-4F89-11D3-9A0C-0305E82C3301", "{3f2504e0-4f89-11d3-9a0c-0305e82c3301}", "3f25"];
    private static readonly string[] Times = ["09:30:00", "23:59:59.9999999", "00:00:00", "09:30", "1.02:03:04", "-00:00:01.5", "24:00:00", "9:30:00"];
    private static readonly string[] Codes = ["AB-1", "XY-999", "AB-1234", "ab-1", "", "abc", "x-1\n"];
    private static readonly string[] Addresses = ["a@b", "ann@example.com", "\u00fc@example.com", "a b@c", "@b", "a@b@c", "mail"];
    private static readonly string[] Texts = ["", "a", "b", "text", "YWJj", "https://example.com/", .. Dates, .. Moments, .. Ids, .. Times];

    public Node Make() => Make(root, 0);

    private Node Make(JsonElement schema, int depth)
    {
        if (random.Next(Astray) == 0)
        {
            return Anything();
        }

        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            return Make(Resolve(reference.GetString()!), depth);
        }

        if (schema.TryGetProperty("anyOf", out JsonElement options))
        {
            // Past the depth the last, which is null or ends soon.
            return Make(options[depth > Deepest ? options.GetArrayLength() - 1 : random.Next(options.GetArrayLength())], depth);
        }

        if (schema.TryGetProperty("enum", out JsonElement values) && random.Next(Astray) > 0)
        {
            return NodeReader.Read(values[random.Next(values.GetArrayLength())].GetRawText());
        }

        JsonElement type = schema.GetProperty("type");
        string name = type.ValueKind == JsonValueKind.Array ? type[random.Next(type.GetArrayLength())].GetString()! : type.GetString()!;
        return name switch
        {
            "object" => MakeObject(schema, depth),
            "array" => MakeArray(schema.GetProperty("items"), depth),
            "string" => new TextNode(Pick(StringsOf(schema))),
            "integer" => new RawNode(Pick(Integers)),
            "number" => new RawNode(Pick(Numbers)),
            "boolean" => new RawNode(random.Next(2) == 0 ? "true" : "false"),
            _ => new RawNode("null"),
        };
    }

    private ObjectNode MakeObject(JsonElement schema, int depth)
    {
        var made = new ObjectNode();
        foreach (JsonProperty property in schema.GetProperty("properties").EnumerateObject())
        {
            if (random.Next(2 * Astray) > 0)
            {
                made.Properties.Add((new NameNode(property.Name), Make(property.Value, depth + 1)));
            }
        }

        if (random.Next(Astray) == 0)
        {
            made.Properties.Insert(random.Next(made.Properties.Count + 1), (new NameNode("no_such"), Anything()));
        }

        if (random.Next(Astray) == 0)
        {
            made.Properties.Reverse();
        }

        return made;
    }

    private ArrayNode MakeArray(JsonElement items, int depth)
    {
        var made = new ArrayNode();
        made.Items.AddRange(Enumerable.Range(0, depth > Deepest ? 0 : random.Next(3)).Select(_ => Make(items, depth + 1)));
        return made;
    }

    private static string[] StringsOf(JsonElement schema)
        => schema.TryGetProperty("pattern", out JsonElement pattern) ? pattern.GetString()!.Contains(':', StringComparison.Ordinal) ? Times : Codes
            : !schema.TryGetProperty("format", out JsonElement format) ? Texts
            : format.GetString() switch { "date" => Dates, "date-time" => Moments, "uuid" => Ids, "email" => Addresses, _ => Texts };

    private Node Anything() => random.Next(6) switch
    {
        0 => new RawNode("null"),
        1 => new RawNode(Pick(Numbers)),
        2 => new TextNode(Pick(Texts)),
        3 => new ObjectNode(),
        4 => new ArrayNode(),
        _ => new RawNode("true"),
    };

    private JsonElement Resolve(string reference)
        => reference == "#" ? root : root.GetProperty("$defs").GetProperty(reference["#/$defs/".Length..]);

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
