using Querent.Discretion;

namespace Querent.Conformance;

/// <summary>A row whose query sets all values that a model without reasoning takes.</summary>
public sealed record PictureRow(string Name) : IQueryRow<PictureRow, PictureInput>
{
    public static RowPlan<PictureRow> Plan { get; } = PicturePlan.Of(
        new() { Temperature = 0.3, TopP = 0.9, Seed = -7, Stop = ["\n\"END\"", "é"] },
        name => new PictureRow(name));
}

/// <summary>A row whose query sets how much the model reasons.</summary>
public sealed record ReasonedRow(string Name) : IQueryRow<ReasonedRow, PictureInput>
{
    public static RowPlan<ReasonedRow> Plan { get; } = PicturePlan.Of(new() { ReasoningEffort = "high" }, name => new ReasonedRow(name));
}

/// <summary>What these rows come in as.</summary>
public sealed record PictureInput(Uri Url);

/// <summary>A plan with all that a prompt can hold, written by hand as the generator would write it.</summary>
internal static class PicturePlan
{
    /// <summary>The start of a PNG, and bytes for the letters of Base64 that JSON may escape.</summary>
    public static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0xFB, 0xFF, 0xBE];

    private static readonly AnswerNames Answer = new("answer");

    public static RowPlan<TRow> Of<TRow>(CompletionOptions options, Func<string, TRow> create)
        where TRow : class
        => new RowPlan<TRow, PictureInput>(
            typeof(TRow).Name,
            [new QueryDefinition<PictureInput, string>("Name", "hash", Format, 50, Render, Read) { Options = options, UsesImages = true }],
            ["url"],
            ["url", "name"],
            (_, answers) => create((string)answers[0]!),
            (json, input) => json.WriteString("url"u8, input.Url.OriginalString),
            (_, _) => { });

    private static byte[] Format { get; } =
        """{"type":"json_schema","json_schema":{"name":"picture","strict":true,"schema":{"type":"object","properties":{"answer":{"type":"string"}},"required":["answer"],"additionalProperties":false}}}"""u8.ToArray();

    private static void Render(PictureInput input, PromptWriter writer)
    {
        writer.Literal("""{"role":"system","content":"Name what you see."},{"role":"user","content":"A round yellow fruit."},{"role":"assistant","content":"{\"answer\":\"lemon\"}"},{"role":"user","content":"""u8);
        writer.BeginParts();
        writer.Image(Picture, null, "low");
        writer.Literal("and "u8);
        writer.Text($"\"{Canaries.Prompt}\"");
        writer.Image(input.Url, null);
        writer.EndParts();
        writer.Literal("}"u8);
    }

    private static string Read(ref AnswerReader reader)
    {
        reader.ReadStartObject();
        string? answer = null;
        ulong seen = 0;
        while (reader.ReadProperty(Answer, ref seen, out _))
        {
            answer = reader.ReadString();
        }

        return answer!;
    }
}
