namespace Querent.Emulator;

/// <summary>How a quota comes back.</summary>
public enum QuotaRefill
{
    /// <summary>All at once at the border of each window, as Azure OpenAI does. Windows follow each other from the start.</summary>
    AtBorders,

    /// <summary>Little by little, as OpenAI does; a window's worth can be saved up, and at least one request.</summary>
    Continuous,
}
