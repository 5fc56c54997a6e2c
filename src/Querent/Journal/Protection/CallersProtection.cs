namespace Querent;

/// <summary>Protects with the caller's functions.</summary>
internal sealed class CallersProtection(Func<byte[], byte[]> protect, Func<byte[], byte[]> unprotect) : JournalProtection
{
    internal override byte[] Protect(ReadOnlySpan<byte> plain) => protect(plain.ToArray());

    internal override byte[] Unprotect(ReadOnlySpan<byte> hidden) => unprotect(hidden.ToArray());
}
