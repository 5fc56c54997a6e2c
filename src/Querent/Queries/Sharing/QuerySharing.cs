namespace Querent;

/// <summary>Which requests that are in flight at the same time share one call.</summary>
public enum QuerySharing
{
    /// <summary>Equal ones at temperature 0, since they would get the same answer.</summary>
    AtTemperatureZero,

    /// <summary>All that are equal, also where answers are sampled: the rows then have the same one.</summary>
    Always,

    /// <summary>None.</summary>
    Never,
}
