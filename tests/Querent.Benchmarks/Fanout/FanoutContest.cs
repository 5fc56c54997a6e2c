using System.Globalization;

namespace Querent.Benchmarks.Fanout;

/// <summary>Several transports in turns, so that what else the machine does strikes all.</summary>
internal static class FanoutContest
{
    public static async Task<FanoutTable> RunAsync(FanoutPlan plan, IReadOnlyList<FanoutTransport> transports, int rounds, CancellationToken cancellationToken)
    {
        var reports = new List<FanoutReport>();
        for (int round = 0; round < rounds; round++)
        {
            foreach (FanoutTransport transport in round % 2 == 0 ? transports : transports.Reverse())   // none is always first
            {
                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"round {round + 1} of {rounds}: {transport.Name} …"));
                FanoutReport report = await FanoutChild.RunAsync(plan, transport, cancellationToken);
                await Console.Out.WriteLineAsync(report.ToJson());
                reports.Add(report);
            }
        }

        return new FanoutTable(transports, reports);
    }
}
