using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Querent.Discretion;

namespace Querent.Tests;

/// <summary>A row whose right answers name their own row and query, so that a swapped answer cannot pass.</summary>
internal sealed record EchoRow(int Id, ImmutableArray<string> Answers) : IValidatableObject
{
    /// <summary>The row's own check.</summary>
    public Func<EchoRow, IEnumerable<ValidationResult>>? Check { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Check?.Invoke(this) ?? [];
}

internal sealed record EchoInput(int Id)
{
    /// <summary>Stands for a member whose code throws while the prompt is rendered.</summary>
    public bool ThrowsInPrompt { get; init; }

    /// <summary>Runs before a query's prompt is rendered.</summary>
    public Action<int>? BeforePrompt { get; init; }

    /// <summary>Stands for a row whose own code throws when it is made.</summary>
    public bool ThrowsInRow { get; init; }

    /// <summary>The check of the finished row.</summary>
    public Func<EchoRow, IEnumerable<ValidationResult>>? Check { get; init; }
}

/// <summary>What a query needs: other queries' answers, and a condition to hold.</summary>
internal sealed record EchoNeed(int Query, params int[] Others)
{
    public Func<EchoInput, object?[], bool>? When { get; init; }

    public ImmutableArray<LookupSource> Lookups { get; init; } = [];

    public CompletionOptions Options { get; init; } = CompletionOptions.None;

    public bool UsesImages { get; init; }

    public int MaxOutputTokens { get; init; }

    public int FixedTokens { get; init; }
}

/// <summary>Plans of any number of queries, written by hand as the generator would write them.</summary>
internal static class EchoPlan
{
    private static readonly AnswerNames AnswerOnly = new("answer");

    /// <summary>A plan of so many queries, some of which may need others or be conditional.</summary>
    public static RowPlan<EchoRow> Of(int queries, params IEnumerable<EchoNeed> needs) => Make(queries, needs.ToDictionary(need => need.Query));

    private static RowPlan<EchoRow> Make(int queries, Dictionary<int, EchoNeed> needs) => new RowPlan<EchoRow, EchoInput>(
        nameof(EchoRow),
        [.. Enumerable.Range(0, queries).Select(query => Query(query, needs.GetValueOrDefault(query) ?? new EchoNeed(query)))],
        ["id"],
        ["id", "answers"],
        static (input, answers) => input.ThrowsInRow
            ? throw new InvalidOperationException("secret of the row")
            : new EchoRow(input.Id, [.. answers.Select(answer => (string)answer!)]) { Check = input.Check },
        static (json, input) => json.WriteNumber("id"u8, input.Id),
        static (json, row) => json.WriteNumber("id"u8, row.Id));

    public static string Answer(int row, int query) => $"row {row}, query {query}, {Canaries.Answer}";

    private static QueryDefinition<EchoInput> Query(int query, EchoNeed need)
    {
        byte[] number = System.Text.Encoding.ASCII.GetBytes(query.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return new QueryDefinition<EchoInput, string>(
            $"Q{query}",
            "hash",
            """{"type":"json_schema"}"""u8.ToArray(),
            need.MaxOutputTokens,
            (input, writer) =>
            {
                input.BeforePrompt?.Invoke(query);
                if (input.ThrowsInPrompt)
                {
                    throw new InvalidOperationException("secret of the prompt");
                }

                writer.Literal("""{"role":"user","content":"row """u8);
                writer.Text(input.Id);
                writer.Literal(" query "u8);
                writer.Literal(number);
                writer.Text($" {Canaries.Prompt}");
                writer.Literal("\"}"u8);
            },
            ReadAnswer)
        {
            Dependencies = [.. need.Others],
            When = need.When,
            Lookups = need.Lookups,
            Options = need.Options,
            UsesImages = need.UsesImages,
            FixedTokens = need.FixedTokens,
        };
    }

    /// <summary>Reads the answer of a query as the generated code reads a bare text.</summary>
    public static string ReadAnswer(ref AnswerReader reader)
    {
        reader.ReadStartObject();
        string? answer = null;
        ulong seen = 0;
        while (reader.ReadProperty(AnswerOnly, ref seen, out _))
        {
            answer = reader.ReadString();
        }

        return answer!;
    }
}
