namespace Querent.Templates.Benchmarks.Rendering;

/// <summary>Writes the messages of a ticket's first prompt and of a case's, as UTF-8 JSON, and says how long they are.</summary>
internal interface IPromptEngine
{
    int Ticket(int number);

    int Case(int number);

    /// <summary>What was written last.</summary>
    ReadOnlySpan<byte> Written { get; }
}
