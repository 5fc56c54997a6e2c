namespace Querent.Live;

/// <summary>One thing that a check saw of an endpoint.</summary>
/// <param name="What">What was looked at.</param>
/// <param name="Seen">What it was, in a few words, without anything that differs from run to run.</param>
/// <param name="Expected">What it must be; null where a deployment may differ.</param>
internal sealed record Observation(string What, string Seen, string? Expected = null)
{
    public bool IsExpected => Expected is null || Expected == Seen;
}
