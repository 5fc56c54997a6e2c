namespace Querent.Emulator;

/// <summary>What a call costs that fails: refused with a 4xx, or struck by a fault.</summary>
public enum FailedCallCharge
{
    /// <summary>What a good one costs, but a call for which there is no request left costs nothing.</summary>
    Full,

    /// <summary>What a good one costs, and a call for which there is no request left takes one of the next window's.</summary>
    FullAndRefusals,

    /// <summary>Nothing.</summary>
    None,
}
