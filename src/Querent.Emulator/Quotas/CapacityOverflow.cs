namespace Querent.Emulator;

/// <summary>What becomes of a request beyond a deployment's capacity.</summary>
public enum CapacityOverflow
{
    /// <summary>429 at once.</summary>
    Refuse,

    /// <summary>Served, the slower the more there are.</summary>
    Slow,
}
