namespace Querent;

/// <summary>Asks a caller's function for the token of an attempt.</summary>
internal sealed class TokenSource(Func<CancellationToken, ValueTask<string>> provider)
{
    /// <summary>The value of the <c>Authorization</c> header, or why there is none.</summary>
    /// <exception cref="OperationCanceledException">The attempt was ended.</exception>
    public async ValueTask<(string? Value, QueryError? Error)> GetAsync(CancellationToken cancellationToken)
    {
        string? token;
        try
        {
            ValueTask<string> asked = provider(cancellationToken);
            // A function that does not heed its cancellation must not outlive the attempt's deadline.
            token = asked.IsCompleted ? await asked.ConfigureAwait(false) : await asked.AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // The type's name only: the text may hold anything.
            return (null, Error($"TokenProvider threw {exception.GetType().FullName}."));
        }

        return string.IsNullOrEmpty(token) ? (null, Error("TokenProvider gave no token."))
            : Credentials.IsSendable(token) ? ($"Bearer {token}", null)
            : (null, Error("TokenProvider gave a token that holds a space, a line break or another character that a header cannot carry."));
    }

    private static QueryError Error(string message) => new(QueryErrorKind.Authentication, message);
}
