using System.Security.Cryptography;

namespace Querent;

/// <summary>Says how a run keeps what it records, and refuses one that was begun in another way: it would know nothing of it again.</summary>
internal static class RunModes
{
    private static ReadOnlySpan<byte> Text => "Querent"u8;

    /// <exception cref="JournalException">The run's protection, which is the caller's own code, threw.</exception>
    public static JournalRunMode Of(JournalOptions options)
    {
        try
        {
            return new JournalRunMode(options.KeepAnswers, options.Protection?.Protect(Text) is { } check ? check : default(ReadOnlyMemory<byte>?));
        }
        catch (Exception exception)
        {
            throw Threw(exception);
        }
    }

    /// <param name="run">The run's name.</param>
    /// <param name="begun">How it was begun; null where it does not say.</param>
    /// <param name="options">What it is opened with.</param>
    /// <exception cref="JournalException">That is something else.</exception>
    public static void Check(string run, JournalRunMode? begun, JournalOptions options)
    {
        string? difference = begun switch
        {
            null => null,
            { ProtectionCheck: null } when options.Protection is not null => $"without {nameof(JournalOptions.Protection)}, and is opened with one. Open it without",
            { ProtectionCheck: not null } when options.Protection is null => $"with {nameof(JournalOptions.Protection)}, and is opened without. Open it with the same, and the same key",
            { ProtectionCheck: { } check } when !Fits(check, options.Protection!) => $"with another {nameof(JournalOptions.Protection)}, or with another key. Open it with the same, and the same key",
            { KeepsAnswers: true } when !options.KeepAnswers => $"with {nameof(JournalOptions.KeepAnswers)}, and is opened without. Open it with that",
            { KeepsAnswers: false } when options.KeepAnswers => $"without {nameof(JournalOptions.KeepAnswers)}, and is opened with it. Open it without",
            _ => null,
        };
        if (difference is not null)
        {
            throw new JournalException($"The run '{run}' was begun {difference}, or give this one another name: it would not know its rows and answers again, and ask for all of them.");
        }
    }

    private static bool Fits(ReadOnlyMemory<byte> check, JournalProtection protection)
    {
        try
        {
            return protection.Unprotect(check.Span).AsSpan().SequenceEqual(Text);
        }
        catch (CryptographicException)
        {
            return false;
        }
        catch (Exception exception)
        {
            throw Threw(exception);
        }
    }

    private static JournalException Threw(Exception exception)
        => new($"The run cannot be opened: {nameof(JournalOptions.Protection)} threw {exception.GetType().FullName}.", exception);
}
