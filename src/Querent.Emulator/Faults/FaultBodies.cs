namespace Querent.Emulator;

/// <summary>The bodies by which the service says that it blocked a prompt.</summary>
internal static class FaultBodies
{
    private const string Message =
        "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry.";

    private const string Categories =
        """{"hate":{"filtered":true,"severity":"high"},"self_harm":{"filtered":false,"severity":"safe"},"sexual":{"filtered":false,"severity":"safe"},"violence":{"filtered":false,"severity":"low"},"jailbreak":{"filtered":false,"detected":true}}""";

    public static string PromptFiltered(PromptFilterForm form) => form switch
    {
        PromptFilterForm.InnerError =>
            $$$$"""{"error":{"message":"{{{{Message}}}}","type":null,"param":"prompt","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{{{{Categories}}}}}}}""",
        PromptFilterForm.ContentFilters =>
            $$$$"""{"error":{"message":"{{{{Message}}}}","type":null,"param":"prompt","code":"content_filter","status":400,"content_filters":[{"blocked":true,"source_type":"prompt","content_filter_results":{{{{Categories}}}}}],"innererror":{"code":"ContentFiltered"}}}""",
        _ => $$$$"""{"error":{"message":"{{{{Message}}}}","type":null,"param":"prompt","code":"content_filter","status":400}}""",
    };
}
