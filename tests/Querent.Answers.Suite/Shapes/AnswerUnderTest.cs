using System.Reflection;
using System.Text.Json;

namespace Querent.Answers.Suite.Shapes;

/// <summary>One query's answer: its schema and reader, which the generator wrote, beside what it may be.</summary>
/// <param name="Name">The row type and the query.</param>
/// <param name="Query">What the generator wrote.</param>
/// <param name="Answer">What the query asks for.</param>
/// <param name="Root">The object that an answer is or stands in.</param>
/// <param name="IsWrapped">Whether it stands in one, with the property <c>answer</c>.</param>
/// <param name="Options">How <c>System.Text.Json</c> writes it.</param>
internal sealed record AnswerUnderTest(string Name, QueryDefinition Query, Slot Answer, Slot Root, bool IsWrapped, JsonSerializerOptions Options)
{
    /// <summary>The answer's schema as text.</summary>
    public string Schema
    {
        get
        {
            using var format = JsonDocument.Parse(Query.ResponseFormat);
            return format.RootElement.GetProperty("json_schema").GetProperty("schema").GetRawText();
        }
    }

    /// <summary>Every query of a row type.</summary>
    /// <param name="naming">The row type's policy.</param>
    public static IEnumerable<AnswerUnderTest> Of<TRow>(NamingPolicy naming)
        where TRow : class, IQueryRow<TRow>
    {
        JsonSerializerOptions options = Wire.Options(naming);
        var shapes = new ShapeReader(options);
        foreach (QueryDefinition query in TRow.Plan.Queries)
        {
            Slot answer = shapes.SlotOf(typeof(TRow).GetProperty(query.Name, BindingFlags.Public | BindingFlags.Instance)!);
            bool isWrapped = answer.IsNullable || answer.Shape is not ObjectShape;
            yield return new AnswerUnderTest($"{typeof(TRow).Name}.{query.Name}", query, answer, isWrapped ? Wrap(answer) : answer, isWrapped, options);
        }
    }

    /// <summary>An answer as <c>System.Text.Json</c> writes it.</summary>
    public string Write(object? value)
    {
        string json = JsonSerializer.Serialize(value, value is null ? typeof(object) : Answer.Shape.Type, Options);
        return IsWrapped ? $$"""{"answer":{{json}}}""" : json;
    }

    private static Slot Wrap(Slot answer)
    {
        var root = new ObjectShape(typeof(object));
        root.Properties.Add(new Property("Answer", "answer", answer, value => value));
        return new Slot(root, IsNullable: false);
    }
}
