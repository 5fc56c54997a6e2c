using System.Collections.Immutable;
using System.Globalization;
using Querent.Discretion;

namespace Querent.Tests.Rows.Dependencies;

internal sealed record PlanRow(int Id, ImmutableArray<string?> Answers);

internal sealed record PlanInput(int Id);

/// <summary>What the made-up provider, or the row's own code, does to a query of a row.</summary>
internal enum Fate
{
    Fine,

    /// <summary>Its first attempt, or its first two, are throttled.</summary>
    Transient,

    /// <summary>All of its attempts are throttled.</summary>
    Spent,

    Rejected,
    Invalid,
    PromptThrows,
    KeyMissing,
    ConditionThrows,
}

/// <summary>
/// A plan made of a seed: which queries need which, which are conditional, and what becomes of each query of each row. All
/// of it is a function of the seed, so that what has to come out is known beforehand.
/// </summary>
internal sealed class RandomPlan
{
    public const int MaxAttempts = 3;

    private readonly int _faultShare;
    private readonly int _latencyStep;

    public RandomPlan(int seed, bool isFaultless = false)
    {
        Seed = seed;
        var random = new Random(seed);
        int count = random.Next(1, 13);
        int density = random.Next(0, 70);
        int conditionalShare = random.Next(0, 3) * 30;
        _faultShare = isFaultless ? 0 : random.Next(0, 3) * 4;
        _latencyStep = isFaultless ? 1 : random.Next(0, 2) * 99_999 + 1;   // ticks: some plans let many queries end at the same instant
        Order = [.. Enumerable.Range(0, count)];
        random.Shuffle(Order);
        Needs = new int[count][];
        for (int place = 0; place < count; place++)
        {
            Needs[Order[place]] = [.. Order[..place].Where(_ => random.Next(100) < density)];
        }

        IsConditional = [.. Needs.Select(_ => random.Next(100) < conditionalShare)];
    }

    public int Seed { get; }

    /// <summary>The queries, each after those that it needs.</summary>
    public int[] Order { get; }

    public int[][] Needs { get; }

    public bool[] IsConditional { get; }

    public int Count => Needs.Length;

    /// <summary>The plan, whose conditions and prompts tell the world of themselves.</summary>
    public RowPlan<PlanRow> Build(VirtualWorld world) => new RowPlan<PlanRow, PlanInput>(
        nameof(PlanRow),
        [.. Enumerable.Range(0, Count).Select(query => Query(query, world))],
        ["id"],
        ["id", "answers"],
        static (input, answers) => new PlanRow(input.Id, [.. answers.Cast<string?>()]),
        static (json, input) => json.WriteNumber("id"u8, input.Id),
        static (json, row) => json.WriteNumber("id"u8, row.Id));

    public static string Answer(int row, int query) => $"row {row} query {query} {Canaries.Answer}";

    public Fate FateOf(int row, int query)
    {
        uint hash = Hash(row, query, 1) % 100;
        return hash switch
        {
            _ when hash >= _faultShare * 4 => Fate.Fine,
            _ when hash >= _faultShare => Fate.Transient,
            _ => (Hash(row, query, 2) % 6) switch
            {
                0 => Fate.Spent,
                1 => Fate.Rejected,
                2 => Fate.Invalid,
                3 => Fate.PromptThrows,
                4 => Fate.KeyMissing,
                _ => IsConditional[query] ? Fate.ConditionThrows : Fate.Rejected,
            },
        };
    }

    /// <summary>How many attempts a query that is answered takes.</summary>
    public int AttemptsOf(int row, int query) => FateOf(row, query) == Fate.Transient ? 2 + (int)(Hash(row, query, 3) % 2) : 1;

    public TimeSpan LatencyOf(int row, int query, int attempt) => TimeSpan.FromTicks((1 + (Hash(row, query, 10 + attempt) % (10_000_000 / _latencyStep))) * _latencyStep);

    /// <summary>Whether an attempt is throttled.</summary>
    public bool IsThrottled(int row, int query, int attempt)
        => FateOf(row, query) is var fate && (fate == Fate.Spent || (fate == Fate.Transient && attempt < AttemptsOf(row, query)));

    /// <summary>Whether an attempt's reply fails its query.</summary>
    public bool FailsAt(int row, int query, int attempt)
        => FateOf(row, query) is Fate.Rejected or Fate.Invalid || (IsThrottled(row, query, attempt) && attempt == MaxAttempts);

    public ValueTask<CompletionResult> ReplyTo(int row, int query, int attempt) => FateOf(row, query) switch
    {
        Fate.Rejected => FakeTransport.Rejected(),
        Fate.Invalid => FakeTransport.Reply("""{"answer":42}"""),
        _ when IsThrottled(row, query, attempt) => FakeTransport.Throttled(TimeSpan.FromSeconds(1 + query)),
        _ => FakeTransport.Reply($$"""{"answer":"{{Answer(row, query)}}"}"""),
    };

    /// <summary>The answers that a row has to have, null where a query is not asked; whether a query has to fail it.</summary>
    public (string?[] Answers, bool Fails) Expected(int row)
    {
        string?[] answers = new string?[Count];
        bool fails = false;
        foreach (int query in Order)
        {
            bool isAsked = !IsConditional[query] || Holds(row, query, answers);
            fails |= FateOf(row, query) is Fate fate and not Fate.Fine and not Fate.Transient && (isAsked || fate == Fate.ConditionThrows);
            answers[query] = isAsked ? Answer(row, query) : null;
        }

        return (answers, fails);
    }

    /// <summary>A condition over the row and the answers that it needs, if any.</summary>
    public bool Holds(int row, int query, IReadOnlyList<object?> answers)
        => Hash(row, query, 4 + Needs[query].Sum(needed => answers[needed] is null ? needed + 1 : 0)) % 3 > 0;

    /// <summary>What a prompt shows of the answers that it needs.</summary>
    public string PromptOf(int row, int query, IReadOnlyList<object?> answers)
        => string.Create(CultureInfo.InvariantCulture, $"row {row} query {query} needs {string.Join(", ", Needs[query].Select(needed => $"{needed}: {answers[needed] ?? "none"}"))} {Canaries.Prompt}");

    /// <summary>Whether a query needs another, straight or by way of others.</summary>
    public bool NeedsInTheEnd(int query, int other) => Needs[query].Any(needed => needed == other || NeedsInTheEnd(needed, other));

    public override string ToString()
        => string.Join("; ", Needs.Select((needs, query) => $"{query}{(IsConditional[query] ? "?" : "")} <- {string.Join(",", needs)}"));

    private QueryDefinition<PlanInput> Query(int query, VirtualWorld world) => new QueryDefinition<PlanInput, string>(
        $"Q{query}",
        "hash",
        """{"type":"json_schema"}"""u8.ToArray(),
        0,
        (input, answers, writer) =>
        {
            world.Render(input.Id, query);
            writer.Literal("""{"role":"user","content":" """u8);
            writer.Text(PromptOf(input.Id, query, answers));
            writer.Literal("\"}"u8);
        },
        EchoPlan.ReadAnswer)
    {
        Dependencies = [.. Needs[query]],
        When = IsConditional[query] ? (input, answers) => world.Decide(input.Id, query, answers) : null,
    };

    private uint Hash(int row, int query, int salt)
    {
        ulong hash = (uint)Seed;
        foreach (int part in (ReadOnlySpan<int>)[row, query, salt])
        {
            hash = (hash ^ (uint)part) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 29;
        }

        return (uint)(hash >> 32);
    }
}
