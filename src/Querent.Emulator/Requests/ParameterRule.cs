using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Querent.Emulator;

/// <summary>What one top-level parameter of a chat completion may be.</summary>
/// <remarks>Names, types and ranges: the service's reference of <c>chat/completions</c>. All of these may be null.</remarks>
internal sealed record ParameterRule(ParameterKind Kind, double Least = double.NegativeInfinity, double Most = double.PositiveInfinity)
{
    private const string Efforts = "'none', 'minimal', 'low', 'medium', 'high', and 'xhigh'";

    private static readonly FrozenDictionary<string, ParameterRule> Known = new Dictionary<string, ParameterRule>
    {
        ["audio"] = new(ParameterKind.Object),
        ["data_sources"] = new(ParameterKind.Array),
        ["frequency_penalty"] = new(ParameterKind.Number, -2, 2),
        ["function_call"] = new(ParameterKind.Any),
        ["functions"] = new(ParameterKind.Array),
        ["logit_bias"] = new(ParameterKind.Object),
        ["logprobs"] = new(ParameterKind.Boolean),
        ["max_completion_tokens"] = new(ParameterKind.Integer, 1),
        ["max_tokens"] = new(ParameterKind.Integer, 1),
        ["metadata"] = new(ParameterKind.Object),
        ["modalities"] = new(ParameterKind.Array),
        ["model"] = new(ParameterKind.String),
        ["n"] = new(ParameterKind.Integer, 1, 128),
        ["parallel_tool_calls"] = new(ParameterKind.Boolean),
        ["prediction"] = new(ParameterKind.Object),
        ["presence_penalty"] = new(ParameterKind.Number, -2, 2),
        ["prompt_cache_key"] = new(ParameterKind.String),
        ["prompt_cache_retention"] = new(ParameterKind.String),
        ["reasoning_effort"] = new(ParameterKind.String) { Values = Efforts },
        ["safety_identifier"] = new(ParameterKind.String),
        ["seed"] = new(ParameterKind.Integer),
        ["service_tier"] = new(ParameterKind.String),
        ["stop"] = new(ParameterKind.Any),
        ["store"] = new(ParameterKind.Boolean),
        ["stream"] = new(ParameterKind.Boolean),
        ["stream_options"] = new(ParameterKind.Object),
        ["temperature"] = new(ParameterKind.Number, 0, 2),
        ["tool_choice"] = new(ParameterKind.Any),
        ["tools"] = new(ParameterKind.Array),
        ["top_logprobs"] = new(ParameterKind.Integer, 0, 20),
        ["top_p"] = new(ParameterKind.Number, 0, 1),
        ["user"] = new(ParameterKind.String),
        ["user_security_context"] = new(ParameterKind.Object),
        ["verbosity"] = new(ParameterKind.String),
        ["web_search_options"] = new(ParameterKind.Object),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The texts that it takes, each in quotes; null for any.</summary>
    private string? Values { get; init; }

    /// <summary>The rule of a parameter; refuses the request when there is no such parameter.</summary>
    public static ParameterRule Of(string name) =>
        Known.TryGetValue(name, out ParameterRule? rule)
            ? rule
            : throw RequestRejectedException.InvalidRequest($"Unknown parameter: '{name}'.", name, "unknown_parameter");

    /// <summary>Checks the value that the reader stands on and leaves the reader on its last token.</summary>
    public void Check(string name, ref Utf8JsonReader json)
    {
        JsonTokenType token = json.TokenType;
        bool fits = token == JsonTokenType.Null || Kind switch
        {
            ParameterKind.Integer or ParameterKind.Number => token == JsonTokenType.Number,
            ParameterKind.Boolean => token is JsonTokenType.True or JsonTokenType.False,
            ParameterKind.String => token == JsonTokenType.String,
            ParameterKind.Object => token == JsonTokenType.StartObject,
            ParameterKind.Array => token == JsonTokenType.StartArray,
            _ => true,
        };
        if (!fits || (Kind == ParameterKind.Integer && token == JsonTokenType.Number && !json.TryGetInt64(out _)))
        {
            throw WrongType(name, Kind, token);
        }

        if (token == JsonTokenType.Number && Kind is ParameterKind.Integer or ParameterKind.Number)
        {
            CheckRange(name, json.GetDouble());
        }

        if (Values is not null && token == JsonTokenType.String && json.GetString() is { } text && !Values.Contains($"'{text}'", StringComparison.Ordinal))
        {
            throw RequestRejectedException.InvalidRequest($"Invalid value: '{text}'. Supported values are: {Values}.", name, "invalid_value");
        }

        json.Skip();
    }

    public static RequestRejectedException WrongType(string name, ParameterKind expected, JsonTokenType got) =>
        RequestRejectedException.InvalidRequest(
            $"Invalid type for '{name}': expected {Describe(expected)}, but got {Describe(got)} instead.", name, "invalid_type");

    private void CheckRange(string name, double value)
    {
        string kind = Kind == ParameterKind.Integer ? "integer" : "decimal";
        if (value < Least)
        {
            throw RequestRejectedException.InvalidRequest(
                string.Create(CultureInfo.InvariantCulture, $"Invalid '{name}': {kind} below minimum value. Expected a value >= {Least}, but got {value} instead."),
                name,
                $"{kind}_below_min_value");
        }

        if (value > Most)
        {
            throw RequestRejectedException.InvalidRequest(
                string.Create(CultureInfo.InvariantCulture, $"Invalid '{name}': {kind} above maximum value. Expected a value <= {Most}, but got {value} instead."),
                name,
                $"{kind}_above_max_value");
        }
    }

    private static string Describe(ParameterKind kind) => kind switch
    {
        ParameterKind.Integer => "an integer",
        ParameterKind.Number => "a decimal",
        ParameterKind.Boolean => "a boolean",
        ParameterKind.String => "a string",
        ParameterKind.Object => "an object",
        ParameterKind.Array => "an array",
        _ => "a value",
    };

    private static string Describe(JsonTokenType token) => token switch
    {
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        JsonTokenType.String => "a string",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        _ => "null",
    };
}
