namespace Querent;

/// <summary>What a setting is a setting of.</summary>
internal enum SettingGroup
{
    /// <summary>The executor, whatever it sends through.</summary>
    Executor,

    /// <summary>The direct transport.</summary>
    Transport,

    /// <summary>The direct transport's own connections.</summary>
    Connection,
}
