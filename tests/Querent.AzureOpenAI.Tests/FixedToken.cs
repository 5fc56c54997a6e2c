using Azure.Core;

namespace Querent.AzureOpenAI.Tests;

/// <summary>A credential that always gives the same token, or throws.</summary>
internal sealed class FixedToken(string token, Exception? failure = null) : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        => failure is null ? new AccessToken(token, DateTimeOffset.MaxValue) : throw failure;

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        => failure is null ? new(GetToken(requestContext, cancellationToken)) : ValueTask.FromException<AccessToken>(failure);
}
