using System.Text.Json;

namespace Querent;

/// <summary>A prompt as the model would be sent it, for a unit test or a debugger.</summary>
/// <param name="System">The system message; null when the row has none.</param>
/// <param name="User">The user message.</param>
public sealed record RenderedPrompt(string? System, string User)
{
    /// <summary>Renders a query's prompt by the code that renders its requests. Called by generated code.</summary>
    /// <typeparam name="TInput">The type that rows come in as.</typeparam>
    /// <param name="input">The input to render.</param>
    /// <param name="render">The query's renderer.</param>
    public static RenderedPrompt Create<TInput>(TInput input, Action<TInput, PromptWriter> render)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(render);
        using var writer = new PromptWriter();
        writer.Literal("["u8);
        render(input, writer);
        writer.Literal("]"u8);

        using var messages = JsonDocument.Parse(writer.WrittenMemory);
        string? system = null;
        string user = "";
        foreach (JsonElement message in messages.RootElement.EnumerateArray())
        {
            string content = message.GetProperty("content").GetString()!;
            if (message.GetProperty("role").ValueEquals("system"u8))
            {
                system = content;
            }
            else
            {
                user = content;
            }
        }

        return new RenderedPrompt(system, user);
    }
}
