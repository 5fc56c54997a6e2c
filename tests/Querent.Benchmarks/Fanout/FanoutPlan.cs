using Querent.Benchmarks.Endpoint;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Fanout;

/// <summary>What <c>fanout</c> runs.</summary>
/// <param name="Deployment">Where.</param>
/// <param name="Questionnaire">The row type.</param>
/// <param name="WarmRows">Rows before the measurement.</param>
/// <param name="Rows">Rows that are measured.</param>
/// <param name="Concurrency">Queries in flight at a time.</param>
/// <param name="SampleAllocations">Whether to find out what the memory went to.</param>
internal sealed record FanoutPlan(Deployment Deployment, Questionnaire Questionnaire, int WarmRows, int Rows, int Concurrency, bool SampleAllocations)
{
    public CaseFiles WarmUp => new(0, WarmRows);

    public CaseFiles Measured => new(WarmRows, Rows);
}
