using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Querent.Generators;

namespace Querent.Templates.Benchmarks.Generation;

/// <summary>What the generator did after an edit, and how long it took.</summary>
/// <param name="Milliseconds">The whole run of the driver.</param>
/// <param name="Discovered">Rows whose discovery ran and came to something new.</param>
/// <param name="Bound">Rows that were bound anew.</param>
/// <param name="Emitted">Files that were emitted anew.</param>
internal sealed record Edit(double Milliseconds, int Discovered, int Bound, int Emitted)
{
    /// <summary>Runs a driver over an edited compilation.</summary>
    public static Edit Run(ref GeneratorDriver driver, Compilation compilation)
    {
        long started = Stopwatch.GetTimestamp();
        driver = driver.RunGenerators(compilation);
        double milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        GeneratorRunResult result = driver.GetRunResult().Results[0];
        return new Edit(
            milliseconds,
            New(result.TrackedSteps, StepNames.Discover),
            New(result.TrackedSteps, StepNames.Bind),
            result.TrackedOutputSteps.Values.SelectMany(steps => steps).SelectMany(step => step.Outputs).Count(output => IsNew(output.Reason)));
    }

    private static int New(ImmutableDictionary<string, ImmutableArray<IncrementalGeneratorRunStep>> steps, string name)
        => steps.TryGetValue(name, out ImmutableArray<IncrementalGeneratorRunStep> runs) ? runs.SelectMany(run => run.Outputs).Count(output => IsNew(output.Reason)) : 0;

    private static bool IsNew(IncrementalStepRunReason reason) => reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified;
}
