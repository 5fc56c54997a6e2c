namespace Querent.Tests.Rows.Dependencies;

/// <summary>An attempt in flight, and when its reply is due.</summary>
internal sealed record Flight(int Row, int Query, int Attempt, DateTimeOffset Due)
{
    public TaskCompletionSource<CompletionResult> Reply { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
