namespace Querent;

/// <summary>How a <see cref="RowExecutor"/> works: its limit, attempts, waits and deadlines.</summary>
public sealed record RowExecutorOptions : ResilienceOptions;
