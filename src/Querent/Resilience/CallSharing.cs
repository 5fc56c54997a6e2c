namespace Querent;

/// <summary>What a call has to do with others that ask the same.</summary>
internal abstract class CallSharing
{
    /// <summary>Notes that the call's own row has ended; true when the call has to go on for others.</summary>
    public abstract bool Keeps();
}
