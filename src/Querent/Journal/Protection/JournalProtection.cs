using System.Security.Cryptography;

namespace Querent;

/// <summary>
/// Makes answers and prompts unreadable before they are stored, and readable again: with AES-GCM and a key of the user's
/// (<see cref="Aes"/>), or with anything else that protects bytes (<see cref="Using"/>), ASP.NET Core's Data Protection among it.
/// </summary>
public abstract class JournalProtection
{
    private protected JournalProtection()
    {
    }

    /// <summary>Protects with AES-256-GCM, a nonce of its own for each text.</summary>
    /// <param name="key">The key, 32 bytes, which is copied. Whoever loses it cannot read the journal's answers again.</param>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public static JournalProtection Aes(ReadOnlySpan<byte> key) => new AesProtection(key);

    /// <summary>
    /// Protects with functions of the caller's, such as the <c>Protect</c> and <c>Unprotect</c> of an <c>IDataProtector</c>. They may be
    /// called by several threads at once.
    /// </summary>
    /// <param name="protect">Makes bytes unreadable.</param>
    /// <param name="unprotect">Makes them readable again; throws <see cref="CryptographicException"/> where it cannot.</param>
    public static JournalProtection Using(Func<byte[], byte[]> protect, Func<byte[], byte[]> unprotect)
    {
        ArgumentNullException.ThrowIfNull(protect);
        ArgumentNullException.ThrowIfNull(unprotect);
        return new CallersProtection(protect, unprotect);
    }

    internal abstract byte[] Protect(ReadOnlySpan<byte> plain);

    /// <exception cref="CryptographicException">The bytes were protected in another way, or changed.</exception>
    internal abstract byte[] Unprotect(ReadOnlySpan<byte> hidden);
}
