using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Querent.Testing;

/// <summary>
/// Takes a secret out of texts before they reach a cassette. It is given each text of a message, each string in an answer and then
/// the answer as a whole, an error's message, a model's name and a response format's strings; keys never come near a cassette,
/// request ids are left out, and images are told by their hash.
/// </summary>
/// <remarks>
/// The same texts go through it again when a recording is played, so its result has to depend on the text alone, and has to
/// pass through it unchanged. Tokens that look like credentials (<c>sk-…</c>, <c>Bearer …</c>, JSON web tokens, the signatures of
/// shared access, account keys) are taken out without one.
/// </remarks>
public sealed class CassetteScrubber
{
    internal const string Mark = "[scrubbed]";

    // A pattern that takes longer than this over one text never ends.
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(5);

    private readonly Func<string, string> _scrub;

    private CassetteScrubber(Func<string, string> scrub) => _scrub = scrub;

    /// <summary>Puts something else in place of a secret that is known.</summary>
    /// <param name="secret">The secret, as it stands in the texts; upper and lower case differ.</param>
    /// <param name="replacement">What stands there afterwards; must not hold the secret.</param>
    /// <exception cref="ArgumentException">The secret is empty, or the replacement holds it.</exception>
    public static CassetteScrubber Text(string secret, string replacement = Mark)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        ArgumentNullException.ThrowIfNull(replacement);
        if (replacement.Contains(secret, StringComparison.Ordinal))
        {
            throw new ArgumentException("The replacement holds the secret that it is to replace.", nameof(replacement));
        }

        return new(text => text.Replace(secret, replacement, StringComparison.Ordinal));
    }

    /// <summary>Puts something else in place of whatever matches a pattern.</summary>
    /// <param name="pattern">A regular expression of .NET's.</param>
    /// <param name="replacement">What stands there afterwards; may name groups, as in <see cref="Regex.Replace(string, string)"/>.</param>
    /// <exception cref="ArgumentException">The pattern is no regular expression.</exception>
    public static CassetteScrubber Pattern([StringSyntax(StringSyntaxAttribute.Regex)] string pattern, string replacement = Mark)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        ArgumentNullException.ThrowIfNull(replacement);
        var regex = new Regex(pattern, RegexOptions.CultureInvariant, PatternTimeout);
        return new(text => regex.Replace(text, replacement));
    }

    /// <summary>Scrubs by a function of the caller's.</summary>
    /// <param name="scrub">
    /// Gives a text without its secrets. Called by several threads at once. When it throws, the query fails with
    /// <see cref="QueryErrorKind.RowCode"/>, and what it was given is not written.
    /// </param>
    public static CassetteScrubber Of(Func<string, string> scrub)
    {
        ArgumentNullException.ThrowIfNull(scrub);
        return new(scrub);
    }

    internal string Apply(string text) => _scrub(text) ?? throw new InvalidOperationException("A scrubber gave null in place of a text.");
}
