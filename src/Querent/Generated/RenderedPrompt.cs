using System.Collections.Immutable;

namespace Querent;

/// <summary>A prompt as the model would be sent it, for a unit test or a debugger.</summary>
/// <param name="System">The text of the system message; null when the row has none.</param>
/// <param name="User">The text of the last user message, which is the row's own.</param>
public sealed record RenderedPrompt(string? System, string User)
{
    /// <summary>All messages in their order: the system message, an example's question and answer each, and the row's own.</summary>
    public ImmutableArray<PromptMessage> Messages { get; init; } = [.. System is null ? [] : new[] { new PromptMessage("system", System) }, new PromptMessage("user", User)];

    /// <summary>Renders a query's prompt by the code that renders its requests. Called by generated code.</summary>
    /// <typeparam name="TInput">The type that rows come in as.</typeparam>
    /// <param name="input">The input to render.</param>
    /// <param name="render">The query's renderer.</param>
    public static RenderedPrompt Create<TInput>(TInput input, Action<TInput, PromptWriter> render)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(render);
        using var writer = new PromptWriter();
        render(input, writer);
        return Of(writer.WrittenMemory.Span);
    }

    /// <summary>The prompt of a request's messages.</summary>
    /// <param name="messages">The elements of a JSON array, without its brackets.</param>
    internal static RenderedPrompt Of(ReadOnlySpan<byte> messages)
    {
        ImmutableArray<PromptMessage> read = PromptMessageReader.Read((byte[])[(byte)'[', .. messages, (byte)']']);
        return new RenderedPrompt(
            read.FirstOrDefault(message => message.Role == "system")?.Text,
            read.LastOrDefault(message => message.Role == "user")?.Text ?? "")
        {
            Messages = read,
        };
    }

    /// <summary>The messages in their order, each with its role before its text and its images described behind it.</summary>
    public override string ToString() => string.Join('\n', Messages);

    /// <inheritdoc/>
    public bool Equals(RenderedPrompt? other)
        => other is not null && System == other.System && User == other.User && Messages.AsSpan().SequenceEqual(other.Messages.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(System, User);
}
