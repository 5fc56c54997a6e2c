using System.Text;
using System.Text.Json;

namespace Querent.Generators.Tests.Harness;

/// <summary>Does with a generated plan what the run time does with it.</summary>
internal static class Plans
{
    public static RowPlan<TRow> Of<TRow>()
        where TRow : class, IQueryRow<TRow>
        => TRow.Plan;

    public static QueryDefinition Query<TRow>(string name)
        where TRow : class, IQueryRow<TRow>
        => TRow.Plan.Queries.Single(query => query.Name == name);

    /// <summary>Reads an answer; a single quote stands for a double one.</summary>
    public static T Read<TRow, T>(string query, string answer)
        where TRow : class, IQueryRow<TRow>
        => (T)Query<TRow>(query).Read(Encoding.UTF8.GetBytes(answer.Replace('\'', '"')))!;

    public static AnswerException Refuse<TRow>(string query, string answer)
        where TRow : class, IQueryRow<TRow>
        => Assert.Throws<AnswerException>(() => Read<TRow, object?>(query, answer));

    /// <summary>The columns of an input as JSON.</summary>
    public static string Input<TRow>(object input)
        where TRow : class, IQueryRow<TRow>
        => Write(writer => TRow.Plan.WriteInput(writer, input), TRow.Plan.InputColumns);

    /// <summary>The columns of a finished row as JSON.</summary>
    public static string Row<TRow>(TRow row)
        where TRow : class, IQueryRow<TRow>
        => Write(writer => TRow.Plan.WriteRow(writer, row), TRow.Plan.Columns);

    private static string Write(Action<Utf8JsonWriter> write, IEnumerable<string> columns)
    {
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        Assert.Equal(columns, document.RootElement.EnumerateObject().Select(property => property.Name));
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
