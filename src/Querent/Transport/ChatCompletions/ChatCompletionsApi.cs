namespace Querent;

/// <summary>Whose form of the chat completions API an endpoint speaks: where its URL is, and how the key goes along.</summary>
public enum ChatCompletionsApi
{
    /// <summary>Azure OpenAI: the endpoint is a resource's address, the key goes as <c>api-key</c>.</summary>
    AzureOpenAI,

    /// <summary>
    /// OpenAI and what is compatible with it (gateways, vLLM, Ollama, llama.cpp and others): the endpoint is a base URL as in
    /// <c>OPENAI_BASE_URL</c>, the key goes as <c>Authorization: Bearer</c>.
    /// </summary>
    OpenAI,
}
