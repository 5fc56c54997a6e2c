using System.ComponentModel;

namespace Querent.Testing.Tests;

public enum Urgency { Low, Normal, High }

public sealed record Triage([property: Description("What the customer wants.")] string Intent, Urgency Urgency);

[QueryRow(System = "You work on the support desk of a bank.")]
public partial record SupportTicket
{
    public required string Text { get; init; }

    [Query("Classify this message.\n<message>{{ Text | xml }}</message>")]
    public required Triage Triage { get; init; }

    [Query("Draft a reply of at most 80 words; the matter is {{ Triage.Intent }}.\n<message>{{ Text | xml }}</message>", MaxOutputTokens = 300)]
    public required string Reply { get; init; }
}

/// <summary>A test as a user writes it; docs/testing.md quotes it, and its cassette is committed beside it.</summary>
public class StolenCardTests
{
    [Fact]
    public async Task A_stolen_card_is_urgent()
    {
        var cassette = CassetteTransport.Auto("Cassettes/stolen-card.json", ChatCompletionsTransport.FromEnvironment);
        await using var executor = new RowExecutor(cassette);

        RowOutcome<SupportTicket> outcome = await executor.AskAsync(new SupportTicket.Input { Text = "My card was stolen." }, TestContext.Current.CancellationToken);

        Assert.True(outcome.TryGetRow(out SupportTicket? ticket, out RowFailure? failure), failure?.ToString());
        Assert.Equal(Urgency.High, ticket.Triage.Urgency);
        cassette.AssertAllPlayed();
    }
}
