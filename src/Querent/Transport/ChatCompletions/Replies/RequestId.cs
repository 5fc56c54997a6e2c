namespace Querent;

/// <summary>Reads the provider's name for a request.</summary>
internal static class RequestId
{
    public static string? Read<THead>(THead head)
        where THead : struct, IReplyHead
        => head.Header("apim-request-id") ?? head.Header("x-request-id");
}
