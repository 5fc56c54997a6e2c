using System.Globalization;
using System.Text.Json.Nodes;

namespace Querent.Emulator.Tests;

/// <summary>Schemas within the strict subset of a profile, of every kind, from a seed.</summary>
internal sealed class RandomSchema(int seed, SchemaProfile profile)
{
    private static readonly string[] Patterns =
        ["^[A-Z]{3}-\\d{4}$", "(red|green|blue)", "^\\w+@[a-z]+\\.(com|org)$", "[^a-z\"]{2,5}x?", "^a*b+c{2}$", "^(?:\\d{1,3}\\.){3}\\d{1,3}$"];

    private static readonly string[] Formats = ["date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"];

    private readonly Random _random = new(seed);

    public string Make()
    {
        JsonObject root = Object(1);
        root["$defs"] = new JsonObject { ["member"] = Enum(), ["node"] = Node() };
        return root.ToJsonString();
    }

    private JsonObject Object(int level)
    {
        var properties = new JsonObject();
        for (int count = _random.Next(0, 6); count > 0; count--)
        {
            properties[$"p{count} \"ü\""] = Any(level);
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. properties.Select(property => (JsonNode)property.Key)]),
            ["additionalProperties"] = false,
        };
    }

    private JsonObject Any(int level) => _random.Next(level < 4 ? 13 : 9) switch
    {
        0 => new JsonObject { ["type"] = "string" },
        1 => new JsonObject { ["type"] = new JsonArray("string", "null") },
        2 => new JsonObject { ["type"] = "boolean" },
        3 => Number("integer"),
        4 => Number("number"),
        5 => Enum(),
        6 => new JsonObject { ["$ref"] = "#/$defs/member" },
        7 => Text(),
        8 => new JsonObject { ["type"] = "number", ["description"] = "How sure. From 0.25 to 0.5." },
        9 => Object(level + 1),
        10 => Array(level + 1),
        11 => new JsonObject { ["anyOf"] = new JsonArray(Object(level + 1), Number("integer"), new JsonObject { ["type"] = "null" }) },
        _ => new JsonObject { ["$ref"] = "#/$defs/node" },
    };

    private JsonObject Array(int level)
    {
        var array = new JsonObject { ["type"] = "array", ["items"] = Any(level) };
        if (profile == SchemaProfile.OpenAI)
        {
            array["minItems"] = _random.Next(0, 3);
            array["maxItems"] = _random.Next(3, 6);
        }

        return array;
    }

    private JsonObject Number(string type)
    {
        double least = _random.Next(-1000, 1000);
        double most = least + _random.Next(2, 50);
        var number = new JsonObject { ["type"] = type };
        if (profile == SchemaProfile.Azure)
        {
            number["description"] = string.Create(CultureInfo.InvariantCulture, $"Ein Wert. From {least} to {most}.");
            return number;
        }

        number[_random.Next(2) == 0 ? "minimum" : "exclusiveMinimum"] = least;
        number[_random.Next(2) == 0 ? "maximum" : "exclusiveMaximum"] = most + 7;
        if (_random.Next(3) == 0)
        {
            number["multipleOf"] = _random.Next(2) == 0 ? 3 : 0.5;
        }

        return number;
    }

    private JsonObject Text() => profile == SchemaProfile.Azure
        ? new JsonObject { ["type"] = "string", ["description"] = "A word. From here to there." }
        : _random.Next(2) == 0
            ? new JsonObject { ["type"] = "string", ["pattern"] = Patterns[_random.Next(Patterns.Length)] }
            : new JsonObject { ["type"] = "string", ["format"] = Formats[_random.Next(Formats.Length)] };

    private static JsonObject Enum() =>
        new() { ["type"] = new JsonArray("string", "null"), ["enum"] = new JsonArray("a", "b \"c\"", "ü\n", null) };

    private static JsonObject Node() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["next"] = new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["$ref"] = "#/$defs/node" }, new JsonObject { ["type"] = "null" }) },
        },
        ["required"] = new JsonArray("next"),
        ["additionalProperties"] = false,
    };
}
