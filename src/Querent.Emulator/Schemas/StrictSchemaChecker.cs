using System.Globalization;
using System.Text.Json;

namespace Querent.Emulator;

/// <summary>Refuses a schema that is outside the strict subset, naming the place.</summary>
/// <remarks>
/// Rules: <c>WIRE.md</c>, "Strict schema subset". A level is an object or an array; the root is the first. What a
/// reference adds in depth is counted where it is used, a recursive one once.
/// </remarks>
internal sealed class StrictSchemaChecker
{
    private readonly JsonElement _root;
    private readonly SchemaLimits _limits;
    private readonly SchemaDepth _depth;
    private int _properties;
    private int _characters;
    private int _enumValues;

    private StrictSchemaChecker(JsonElement root, SchemaLimits limits)
    {
        _root = root;
        _limits = limits;
        _depth = new SchemaDepth(root);
    }

    /// <exception cref="SchemaException">The schema is outside the subset.</exception>
    public static void Check(JsonElement root, SchemaProfile profile)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new SchemaException("$", "a schema must be an object.");
        }

        if (root.TryGetProperty("anyOf", out _))
        {
            throw new SchemaException("$", "the root schema must not use 'anyOf'.");
        }

        if (!root.TryGetProperty("type", out JsonElement type) || type.ValueKind != JsonValueKind.String || !type.ValueEquals("object"u8))
        {
            throw new SchemaException("$", "schema must be a JSON Schema of 'type: \"object\"'.");
        }

        new StrictSchemaChecker(root, SchemaLimits.Of(profile)).CheckSchema(root, "$", parentLevel: 0);
    }

    private void CheckSchema(JsonElement schema, string path, int parentLevel)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            throw new SchemaException(path, "a schema must be an object.");
        }

        // Only what nests adds a level; a scalar stands on its parent's.
        int level = SchemaDepth.Nests(schema) ? parentLevel + 1 : parentLevel;
        if (level > _limits.Levels)
        {
            throw new SchemaException(path, string.Create(CultureInfo.InvariantCulture, $"schema exceeds the maximum of {_limits.Levels} levels of nesting."));
        }

        CheckKeywords(schema, path);
        CheckDefinitions(schema, path);
        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            CheckReference(schema, reference, path, level);
            return;
        }

        if (schema.TryGetProperty("anyOf", out JsonElement anyOf))
        {
            CheckAnyOf(anyOf, path, level);
            return;
        }

        IReadOnlyList<string> types = TypesOf(schema, path);
        CheckEnum(schema, path);
        if (types.Contains("object"))
        {
            CheckObject(schema, path, level);
        }

        if (types.Contains("array"))
        {
            if (!schema.TryGetProperty("items", out JsonElement items))
            {
                throw new SchemaException(path, "array schema missing items.");
            }

            CheckSchema(items, $"{path}.items", level);
        }
    }

    private void CheckKeywords(JsonElement schema, string path)
    {
        foreach (JsonProperty keyword in schema.EnumerateObject())
        {
            if (!_limits.Keywords.Contains(keyword.Name))
            {
                throw new SchemaException($"{path}.{keyword.Name}", $"'{keyword.Name}' is not permitted.");
            }

            if (keyword.NameEquals("format"u8) && (keyword.Value.ValueKind != JsonValueKind.String || !SchemaLimits.Formats.Contains(keyword.Value.GetString()!)))
            {
                throw new SchemaException($"{path}.format", $"'{keyword.Value}' is not a valid format.");
            }
        }
    }

    private void CheckDefinitions(JsonElement schema, string path)
    {
        foreach (string keyword in (ReadOnlySpan<string>)["$defs", "definitions"])
        {
            if (!schema.TryGetProperty(keyword, out JsonElement definitions))
            {
                continue;
            }

            if (definitions.ValueKind != JsonValueKind.Object)
            {
                throw new SchemaException($"{path}.{keyword}", $"'{keyword}' must be an object.");
            }

            foreach (JsonProperty definition in definitions.EnumerateObject())
            {
                string where = $"{path}.{keyword}.{definition.Name}";
                CountCharacters(definition.Name.Length, where);
                CheckSchema(definition.Value, where, parentLevel: 0);
            }
        }
    }

    private void CheckReference(JsonElement schema, JsonElement reference, string path, int level)
    {
        foreach (JsonProperty keyword in schema.EnumerateObject())
        {
            if (keyword.Name is not ("$ref" or "$defs" or "definitions"))
            {
                throw new SchemaException(path, $"$ref cannot have keywords {{'{keyword.Name}'}}.");
            }
        }

        if (reference.ValueKind != JsonValueKind.String || !SchemaReferences.TryResolve(_root, reference.GetString()!, out _))
        {
            throw new SchemaException($"{path}.$ref", $"reference '{reference}' does not resolve.");
        }

        if (level + _depth.Of(schema) > _limits.Levels)
        {
            throw new SchemaException(
                $"{path}.$ref",
                string.Create(CultureInfo.InvariantCulture, $"schema exceeds the maximum of {_limits.Levels} levels of nesting."));
        }
    }

    private void CheckAnyOf(JsonElement anyOf, string path, int level)
    {
        if (anyOf.ValueKind != JsonValueKind.Array || anyOf.GetArrayLength() == 0)
        {
            throw new SchemaException($"{path}.anyOf", "'anyOf' must be an array of at least one schema.");
        }

        int index = 0;
        foreach (JsonElement option in anyOf.EnumerateArray())
        {
            CheckSchema(option, string.Create(CultureInfo.InvariantCulture, $"{path}.anyOf[{index++}]"), level);
        }
    }

    private static IReadOnlyList<string> TypesOf(JsonElement schema, string path)
    {
        if (!schema.TryGetProperty("type", out JsonElement type))
        {
            throw new SchemaException(path, "schema must have a 'type' key.");
        }

        IReadOnlyList<string> types = SchemaTypes.Of(schema);
        if (types.Count == 0)
        {
            throw new SchemaException($"{path}.type", $"'{type}' is not a type.");
        }

        return types;
    }

    private void CheckObject(JsonElement schema, string path, int level)
    {
        if (!schema.TryGetProperty("additionalProperties", out JsonElement additional) || additional.ValueKind != JsonValueKind.False)
        {
            throw new SchemaException(path, "'additionalProperties' is required to be supplied and to be false.");
        }

        schema.TryGetProperty("required", out JsonElement required);
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (required.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement name in required.EnumerateArray())
            {
                names.Add(name.ValueKind == JsonValueKind.String ? name.GetString()! : throw new SchemaException($"{path}.required", "'required' must hold strings."));
            }
        }

        if (schema.TryGetProperty("properties", out JsonElement properties))
        {
            if (properties.ValueKind != JsonValueKind.Object)
            {
                throw new SchemaException($"{path}.properties", "'properties' must be an object.");
            }

            foreach (JsonProperty property in properties.EnumerateObject())
            {
                string where = $"{path}.properties.{property.Name}";
                if (!names.Remove(property.Name))
                {
                    throw new SchemaException(
                        path, $"'required' is required to be supplied and to be an array including every key in properties. Missing '{property.Name}'.");
                }

                CountProperty(property.Name, where);
                CheckSchema(property.Value, where, level);
            }
        }

        if (names.Count > 0)
        {
            throw new SchemaException($"{path}.required", $"Extra required key '{names.First()}' supplied.");
        }
    }

    private void CheckEnum(JsonElement schema, string path)
    {
        if (schema.TryGetProperty("const", out JsonElement constant) && constant.ValueKind == JsonValueKind.String)
        {
            CountCharacters(constant.GetString()!.Length, $"{path}.const");
        }

        if (!schema.TryGetProperty("enum", out JsonElement values))
        {
            return;
        }

        string where = $"{path}.enum";
        if (values.ValueKind != JsonValueKind.Array || values.GetArrayLength() == 0)
        {
            throw new SchemaException(where, "'enum' must be an array of at least one value.");
        }

        int characters = 0;
        foreach (JsonElement value in values.EnumerateArray())
        {
            if (!SchemaTypes.Fits(schema, value))
            {
                throw new SchemaException(where, $"enum value {value.GetRawText()} does not validate against {{'type': {schema.GetProperty("type").GetRawText()}}}.");
            }

            characters += value.ValueKind == JsonValueKind.String ? value.GetString()!.Length : 0;
        }

        CountCharacters(characters, where);
        _enumValues += values.GetArrayLength();
        if (_enumValues > SchemaLimits.EnumValues)
        {
            throw new SchemaException(where, "schema exceeds the maximum of 1000 enum values in all.");
        }

        if (values.GetArrayLength() > SchemaLimits.LargeEnumValues && characters > SchemaLimits.LargeEnumCharacters)
        {
            throw new SchemaException(where, "an enum of more than 250 values exceeds the maximum of 15000 characters.");
        }
    }

    private void CountProperty(string name, string path)
    {
        CountCharacters(name.Length, path);
        if (++_properties > _limits.Properties)
        {
            throw new SchemaException(path, string.Create(CultureInfo.InvariantCulture, $"schema exceeds the maximum of {_limits.Properties} object properties in all."));
        }
    }

    private void CountCharacters(int characters, string path)
    {
        _characters += characters;
        if (_characters > SchemaLimits.StringCharacters)
        {
            throw new SchemaException(path, "schema exceeds the maximum of 120000 characters of names and values.");
        }
    }
}
