using System.Text;
using System.Text.Json;

namespace Querent.Emulator;

/// <summary>Turns a schema into what makes its answers, once for all requests that send it.</summary>
internal sealed class AnswerCompiler
{
    private const int LongestString = 100_000;

    private readonly JsonElement _root;
    private readonly Dictionary<string, AnswerNode> _targets = new(StringComparer.Ordinal);
    private readonly List<AnswerNode> _nodes = [];

    private AnswerCompiler(JsonElement root) => _root = root;

    /// <exception cref="SchemaException">No finite answer satisfies the schema, or the emulator cannot make one.</exception>
    public static AnswerNode Compile(JsonElement schema)
    {
        var compiler = new AnswerCompiler(schema);
        AnswerNode root = compiler.Schema(schema, "$");

        // Heights fall until each is the least: a recursion ends where one of its ways ends.
        bool fell;
        do
        {
            fell = false;
            foreach (AnswerNode node in compiler._nodes)
            {
                fell |= node.LowerHeight();
            }
        }
        while (fell);

        return root.Height < AnswerNode.Endless ? root : throw new SchemaException("$", "no finite answer satisfies this schema.");
    }

    private AnswerNode Schema(JsonElement schema, string path)
    {
        AnswerNode node = Create(schema, path);
        _nodes.Add(node);
        return node;
    }

    private AnswerNode Create(JsonElement schema, string path)
    {
        if (schema.ValueKind is JsonValueKind.True)
        {
            return new StringAnswer(0, LongestString);
        }

        if (schema.ValueKind != JsonValueKind.Object)
        {
            throw new SchemaException(path, "a schema must be an object.");
        }

        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            return Reference(reference, path);
        }

        if (schema.TryGetProperty("const", out JsonElement constant))
        {
            return new MemberAnswer([Encoding.UTF8.GetBytes(constant.GetRawText())]);
        }

        if (schema.TryGetProperty("enum", out JsonElement values) && values.ValueKind == JsonValueKind.Array && values.GetArrayLength() > 0)
        {
            return new MemberAnswer([.. values.EnumerateArray().Select(value => Encoding.UTF8.GetBytes(value.GetRawText()))]);
        }

        if (schema.TryGetProperty("anyOf", out JsonElement options) && options.ValueKind == JsonValueKind.Array && options.GetArrayLength() > 0)
        {
            return new ChoiceAnswer([.. options.EnumerateArray().Select((option, index) => Schema(option, $"{path}.anyOf[{index}]"))]);
        }

        IReadOnlyList<string> types = SchemaTypes.Of(schema);
        return types.Count switch
        {
            0 => OfType(schema.TryGetProperty("properties", out _) ? "object" : "string", schema, path),
            1 => OfType(types[0], schema, path),
            _ => new ChoiceAnswer([.. types.Select(type => Add(OfType(type, schema, path)))]),
        };
    }

    private AnswerNode OfType(string type, JsonElement schema, string path) => type switch
    {
        "object" => Object(schema, path),
        "array" => Array(schema, path),
        "integer" => NumberBounds.Of(schema, path).ToInteger(path),
        "number" => NumberBounds.Of(schema, path).ToNumber(path),
        "boolean" => OtherThanDenied(MemberAnswer.Boolean, schema),
        "null" => MemberAnswer.Null,
        _ => OtherThanDenied(String(schema, path), schema),
    };

    private AnswerNode OtherThanDenied(AnswerNode answer, JsonElement schema) =>
        DescribedConstraint.Denied(schema) is { Count: > 0 } denied ? new OtherThanAnswer(Add(answer), denied) : answer;

    private ObjectAnswer Object(JsonElement schema, string path)
    {
        var properties = new List<(string, AnswerNode)>();
        if (schema.TryGetProperty("properties", out JsonElement declared) && declared.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in declared.EnumerateObject())
            {
                properties.Add((property.Name, Schema(property.Value, $"{path}.properties.{property.Name}")));
            }
        }

        return new ObjectAnswer(properties);
    }

    private ArrayAnswer Array(JsonElement schema, string path)
    {
        AnswerNode items = schema.TryGetProperty("items", out JsonElement declared)
            ? Schema(declared, $"{path}.items")
            : Add(new StringAnswer(0, LongestString));
        (int? shortest, int? longest) = DescribedConstraint.Length(schema, "item");
        int least = Count(schema, "minItems") ?? shortest ?? 0;
        int most = Count(schema, "maxItems") ?? longest ?? int.MaxValue;
        return least <= most ? new ArrayAnswer(items, least, most) : throw new SchemaException(path, "no length is within these limits.");
    }

    private static AnswerNode String(JsonElement schema, string path)
    {
        if (schema.TryGetProperty("pattern", out JsonElement pattern) && pattern.ValueKind == JsonValueKind.String)
        {
            return (AnswerNode?)DescribedMoments.Of(schema, DescribedFormat.OfPattern(pattern.GetString()!), path) ?? PatternAnswer.Parse(pattern.GetString()!, $"{path}.pattern");
        }

        if (schema.TryGetProperty("format", out JsonElement format) && format.ValueKind == JsonValueKind.String
            && SchemaLimits.Formats.Contains(format.GetString()!))
        {
            return Formatted(format.GetString()!, schema, path);
        }

        if (DescribedConstraint.Pattern(schema) is { } matching)
        {
            return matching;
        }

        if (DescribedFormat.Of(schema) is { } described)
        {
            return Formatted(described, schema, path);
        }

        if (DescribedConstraint.Extensions(schema) is { Length: > 0 } extensions)
        {
            return new FileNameAnswer(extensions);
        }

        (int? shortest, int? longest) = DescribedConstraint.Length(schema, "character");
        int least = Count(schema, "minLength") ?? shortest ?? 0;
        int most = Count(schema, "maxLength") ?? longest ?? LongestString;
        return least <= most ? new StringAnswer(least, most) : throw new SchemaException(path, "no length is within these limits.");
    }

    private static AnswerNode Formatted(string format, JsonElement schema, string path)
    {
        if (format != "base64" || DescribedConstraint.Length(schema, "byte") is (null, null))
        {
            return (AnswerNode?)DescribedMoments.Of(schema, format, path) ?? new FormattedAnswer(format);
        }

        (int? shortest, int? longest) = DescribedConstraint.Length(schema, "byte");
        int least = Math.Min(shortest ?? 0, LongestString);
        int most = Math.Min(longest ?? LongestString, LongestString);
        return least <= most ? new BytesAnswer(least, most) : throw new SchemaException(path, "no length is within these limits.");
    }

    private ReferenceAnswer Reference(JsonElement reference, string path)
    {
        if (reference.ValueKind != JsonValueKind.String || !SchemaReferences.TryResolve(_root, reference.GetString()!, out JsonElement target))
        {
            throw new SchemaException($"{path}.$ref", $"reference '{reference}' does not resolve.");
        }

        string name = reference.GetString()!;
        var node = new ReferenceAnswer();
        if (_targets.TryGetValue(name, out AnswerNode? known))
        {
            node.Target = known;
            return node;
        }

        // The first reference stands for the target while that is compiled.
        _targets[name] = node;
        node.Target = Schema(target, name);
        return node;
    }

    private AnswerNode Add(AnswerNode node)
    {
        _nodes.Add(node);
        return node;
    }

    private static int? Count(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int count) && count >= 0
            ? Math.Min(count, LongestString)
            : null;
}
