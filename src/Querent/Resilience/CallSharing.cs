namespace Querent;

/// <summary>What a call has to do with others that ask the same.</summary>
internal abstract class CallSharing
{
    /// <summary>The call's own row has ended and leaves it; true when the call has to go on for others.</summary>
    public abstract bool Leave();
}
