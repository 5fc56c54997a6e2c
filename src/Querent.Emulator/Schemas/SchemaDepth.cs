using System.Text.Json;

namespace Querent.Emulator;

/// <summary>How many levels of objects and arrays a schema's answers nest, references followed, each recursion once.</summary>
internal sealed class SchemaDepth(JsonElement root)
{
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

    /// <summary>Whether a schema is an object's or an array's own.</summary>
    public static bool Nests(JsonElement schema) => SchemaTypes.Of(schema).Any(type => type is "object" or "array");

    public int Of(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return 0;
        }

        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            return OfReference(reference);
        }

        int deepest = 0;
        if (schema.TryGetProperty("anyOf", out JsonElement options) && options.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement option in options.EnumerateArray())
            {
                deepest = Math.Max(deepest, Of(option));
            }

            return deepest;
        }

        if (schema.TryGetProperty("properties", out JsonElement properties) && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in properties.EnumerateObject())
            {
                deepest = Math.Max(deepest, Of(property.Value));
            }
        }

        if (schema.TryGetProperty("items", out JsonElement items))
        {
            deepest = Math.Max(deepest, Of(items));
        }

        return deepest + (Nests(schema) ? 1 : 0);
    }

    private int OfReference(JsonElement reference)
    {
        if (reference.ValueKind != JsonValueKind.String || !SchemaReferences.TryResolve(root, reference.GetString()!, out JsonElement target))
        {
            return 0;
        }

        string name = reference.GetString()!;
        if (_known.TryGetValue(name, out int depth))
        {
            return depth;
        }

        _known[name] = 0;   // within itself a recursion adds nothing
        return _known[name] = Of(target);
    }
}
