namespace Querent.Emulator;

/// <summary>What one header of a quota says.</summary>
public enum QuotaHeader
{
    /// <summary>The truth.</summary>
    Exact,

    /// <summary>It is left out.</summary>
    Missing,

    /// <summary>0, whatever the truth.</summary>
    Zero,

    /// <summary>−1, whatever the truth.</summary>
    MinusOne,
}
