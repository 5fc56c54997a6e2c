using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Querent.Emulator.Tests;

/// <summary>Says why a value does not satisfy a schema; written apart from what makes the answers.</summary>
internal sealed class SchemaValidator(JsonElement root)
{
    public void Validate(JsonElement value) => Validate(value, root, "$");

    private void Validate(JsonElement value, JsonElement schema, string path)
    {
        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            JsonElement target = root;
            foreach (string step in reference.GetString()!.Split('/').Skip(1))
            {
                target = target.GetProperty(step);
            }

            Validate(value, target, path);
            return;
        }

        if (schema.TryGetProperty("anyOf", out JsonElement options))
        {
            Assert.True(options.EnumerateArray().Any(option => Fits(value, option)), $"{path}: none of anyOf fits {value.GetRawText()}");
            return;
        }

        if (schema.TryGetProperty("enum", out JsonElement members))
        {
            Assert.True(members.EnumerateArray().Any(member => JsonElement.DeepEquals(member, value)), $"{path}: {value.GetRawText()} is no member");
        }

        JsonElement type = schema.GetProperty("type");
        string[] types = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(name => name.GetString()!)] : [type.GetString()!];
        Assert.True(types.Any(name => IsOf(value, name)), $"{path}: {value.GetRawText()} is not of {type.GetRawText()}");
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                ValidateObject(value, schema, path);
                break;
            case JsonValueKind.Array:
                Assert.InRange(value.GetArrayLength(), Number(schema, "minItems") ?? 0, Number(schema, "maxItems") ?? double.MaxValue);
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Validate(item, schema.GetProperty("items"), path + "[]");
                }

                break;
            case JsonValueKind.Number:
                ValidateNumber(value.GetDouble(), schema, path);
                break;
            case JsonValueKind.String:
                ValidateString(value.GetString()!, schema, path);
                break;
        }
    }

    private bool Fits(JsonElement value, JsonElement schema)
    {
        try
        {
            Validate(value, schema, "");
            return true;
        }
        catch (Xunit.Sdk.XunitException)
        {
            return false;
        }
    }

    private void ValidateObject(JsonElement value, JsonElement schema, string path)
    {
        string[] declared = [.. schema.GetProperty("properties").EnumerateObject().Select(property => property.Name)];
        Assert.Equal(declared, value.EnumerateObject().Select(property => property.Name));
        foreach (JsonProperty property in value.EnumerateObject())
        {
            Validate(property.Value, schema.GetProperty("properties").GetProperty(property.Name), $"{path}.{property.Name}");
        }
    }

    private static void ValidateNumber(double value, JsonElement schema, string path)
    {
        string description = schema.TryGetProperty("description", out JsonElement text) ? text.GetString()! : "";
        Match range = Regex.Match(description, "From (.+) to (.+)\\.$");
        double least = range.Success ? double.Parse(range.Groups[1].Value, CultureInfo.InvariantCulture) : double.MinValue;
        double most = range.Success ? double.Parse(range.Groups[2].Value, CultureInfo.InvariantCulture) : double.MaxValue;
        Assert.InRange(value, Number(schema, "minimum") ?? least, Number(schema, "maximum") ?? most);
        Assert.True(Number(schema, "exclusiveMinimum") is not double above || value > above, $"{path}: {value}");
        Assert.True(Number(schema, "exclusiveMaximum") is not double below || value < below, $"{path}: {value}");
        Assert.True(Number(schema, "multipleOf") is not double step || Math.Abs((value / step) - Math.Round(value / step)) < 1e-9, $"{path}: {value}");
    }

    private static void ValidateString(string value, JsonElement schema, string path)
    {
        if (schema.TryGetProperty("pattern", out JsonElement pattern))
        {
            Assert.True(Regex.IsMatch(value, pattern.GetString()!), $"{path}: '{value}' does not match {pattern}");
        }

        CultureInfo invariant = CultureInfo.InvariantCulture;
        Assert.True(!schema.TryGetProperty("format", out JsonElement format) || format.GetString() switch
        {
            "date-time" => DateTimeOffset.TryParse(value, invariant, out _),
            "date" => DateOnly.TryParseExact(value, "yyyy-MM-dd", invariant, DateTimeStyles.None, out _),
            "time" => TimeOnly.TryParseExact(value, "HH:mm:ss'Z'", invariant, DateTimeStyles.None, out _),
            "duration" => System.Xml.XmlConvert.ToTimeSpan(value) >= TimeSpan.Zero,
            "uuid" => Guid.TryParseExact(value, "D", out _),
            "ipv4" or "ipv6" => System.Net.IPAddress.TryParse(value, out _),
            "email" => value.Contains('@', StringComparison.Ordinal),
            _ => Uri.CheckHostName(value) == UriHostNameType.Dns,
        }, $"{path}: '{value}' is no {format}");
    }

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => value.ValueKind == JsonValueKind.Null,
    };

    private static double? Number(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out JsonElement value) ? value.GetDouble() : null;
}
