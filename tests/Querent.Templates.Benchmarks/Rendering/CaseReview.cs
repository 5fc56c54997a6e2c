namespace Querent.Templates.Benchmarks.Rendering;

public enum Channel
{
    Phone,
    Mail,
    Chat,
}

public sealed record Contact(DateOnly Day, Channel Channel, string Text, bool IsFromCustomer);

public sealed record Verdict(bool NeedsPerson, string Reason);

/// <summary>A prompt with a condition, a loop over records and a default.</summary>
[QueryRow(System = "You work on the support desk of a retail bank.")]
public partial record CaseReview
{
    public const string Template = """
        Review this customer's case, contact by contact.
        Customer: {{ Customer | xml }}{% if Segment %} ({{ Segment | xml }}){% endif %}
        Assigned to: {{ Agent | default("nobody") | xml }}
        {% for contact in Contacts %}
        {{ loop.index }}. {{ contact.Day }} by {{ contact.Channel }}, {% if contact.IsFromCustomer %}the customer{% else %}our colleague{% endif %}:
        <message>{{ contact.Text | xml }}</message>
        {% endfor %}
        Say whether a person must take over now, and why, in one sentence.
        """;

    public required string Customer { get; init; }

    public string? Segment { get; init; }

    public string? Agent { get; init; }

    public required IReadOnlyList<Contact> Contacts { get; init; }

    [Query(Template)]
    public required Verdict Verdict { get; init; }
}
