using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Querent.Templates.Benchmarks.Reading;

/// <summary>A kind of answer, and each way to read it.</summary>
public abstract class AnswerShape
{
    /// <summary>The generated reader.</summary>
    public abstract object Generated();

    /// <summary>The serializer with a source-generated context, as strict as it can be.</summary>
    public abstract object Strict();

    /// <summary>The serializer with a source-generated context and its own defaults.</summary>
    public abstract object Lenient();

    /// <summary>The serializer with reflection and its own defaults.</summary>
    public abstract object Reflection();

    /// <summary><see cref="JsonDocument"/> by hand.</summary>
    public abstract object Document();

    /// <summary>The answer alone, nothing read: what it takes of memory.</summary>
    public abstract object Answer();
}

/// <summary>A kind of answer by its type.</summary>
internal sealed class AnswerShape<T>(QueryDefinition query, JsonTypeInfo<T> strict, JsonTypeInfo<T> lenient, T answer, Func<JsonElement, T> fromDocument, Func<T, T> copy) : AnswerShape
    where T : class
{
    private static readonly JsonSerializerOptions ByReflection = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new JsonStringEnumConverter() },
    };

    // A model writes quotes as \" and letters as they are.
    private static readonly JsonSerializerOptions AsAModel = new(LenientContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly byte[] _json = JsonSerializer.SerializeToUtf8Bytes(answer, AsAModel);

    public override object Generated() => query.Read(_json)!;

    public override object Strict() => JsonSerializer.Deserialize(_json, strict)!;

    public override object Lenient() => JsonSerializer.Deserialize(_json, lenient)!;

    public override object Reflection() => JsonSerializer.Deserialize<T>(_json, ByReflection)!;

    public override object Document()
    {
        using JsonDocument document = JsonDocument.Parse(_json);
        return fromDocument(document.RootElement);
    }

    public override object Answer() => copy(answer);

    public override string ToString() => $"{typeof(T).Name}, {_json.Length} bytes";
}
