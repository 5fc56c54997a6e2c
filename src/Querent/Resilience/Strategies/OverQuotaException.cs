using Polly;

namespace Querent;

/// <summary>A call was not made, because it takes more tokens than the service's quota has in a minute.</summary>
public sealed class OverQuotaException : ExecutionRejectedException
{
    internal OverQuotaException(int tokens, int quota)
        : base($"The call would take {tokens} tokens, and the quota has {quota} a minute: it can never fit, and was not made. Make it smaller, or raise the quota.")
    {
        Tokens = tokens;
        Quota = quota;
    }

    /// <summary>The tokens that the call would take, as they were estimated.</summary>
    public int Tokens { get; }

    /// <summary>The quota, in tokens a minute.</summary>
    public int Quota { get; }
}
