namespace Querent.Emulator;

/// <summary>What the emulator needs to know of a chat completion that it accepted.</summary>
internal struct CompletionRequest
{
    /// <summary>The deployment that the body names; null when it names none.</summary>
    public string? Model;

    /// <summary>Where in the body the messages stand.</summary>
    public Range Messages;

    /// <summary>The length of the messages' contents in bytes.</summary>
    public int PromptBytes;

    /// <summary>The lower of the caps on the answer; null when there is none.</summary>
    public long? MaxOutputTokens;

    /// <summary>What the answer must look like; null for text.</summary>
    public ResponseFormat? Format;

    /// <summary>The prompt's estimated length: four bytes a token, and four tokens around the whole.</summary>
    public readonly long PromptTokens => TokenEstimate.Of(PromptBytes) + 4;
}
