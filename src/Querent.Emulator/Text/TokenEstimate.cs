namespace Querent.Emulator;

/// <summary>The emulator's idea of a token: four bytes, rounded up. A real tokenizer would cost more than the rest of a request.</summary>
internal static class TokenEstimate
{
    public const int BytesPerToken = 4;

    public static long Of(int bytes) => (bytes + BytesPerToken - 1) / BytesPerToken;
}
