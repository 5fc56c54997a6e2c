// A user's program: a row type, a run, and the environment to find the model in.
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Querent;

SupportTicket.Input[] tickets = [.. Enumerable.Range(1, 5).Select(number => new SupportTicket.Input { Text = $"Card {number} <is> \"late\" & lost — ça va?" })];

var executor = new RowExecutor(ChatCompletionsTransport.FromEnvironment(), new RowExecutorOptions { MaxConcurrency = 4 });
await using (executor.ConfigureAwait(false))
{
    await foreach (RowOutcome<SupportTicket> outcome in executor.RunAsync(tickets).ConfigureAwait(false))
    {
        Console.WriteLine(outcome.TryGetRow(out SupportTicket? ticket, out RowFailure? failure)
            ? $"{outcome.Index}: {ticket.Text} | {ticket.Triage.Urgency} {string.Join('+', ticket.Triage.Topics)} {ticket.Triage.Confidence} | {ticket.Reply} | {outcome.Queries[0].Model}"
            : $"{outcome.Index}: {failure}");
    }
}

Console.WriteLine(SupportTicket.Prompts.Triage.Render(tickets[0]).User);

/// <summary>How soon somebody must look at it.</summary>
public enum Urgency
{
    /// <summary>Some day.</summary>
    Low,

    /// <summary>Today.</summary>
    High,
}

/// <summary>What a message is about.</summary>
/// <param name="Topics">In a word each.</param>
/// <param name="Urgency">How soon.</param>
/// <param name="Confidence">How sure.</param>
public sealed record Triage(
    [property: Description("What it is about, in a word each.")] IReadOnlyList<string> Topics,
    Urgency Urgency,
    [property: Range(0.0, 1.0)] double Confidence);

/// <summary>A customer's message and everything we ask about it.</summary>
[QueryRow(System = "You work on the support desk of a retail bank.")]
public partial record SupportTicket
{
    /// <summary>What the customer wrote.</summary>
    public required string Text { get; init; }

    /// <summary>What it is about.</summary>
    [Query("Classify this message.\n<message>{{ Text | xml }}</message>")]
    public required Triage Triage { get; init; }

    /// <summary>A draft of the reply.</summary>
    [Query("Draft a reply.\n<message>{{ Text | xml }}</message>", MaxOutputTokens = 300)]
    public required string Reply { get; init; }
}
