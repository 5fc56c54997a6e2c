using Microsoft.Extensions.Logging.Abstractions;

namespace Querent.Tests.Rows;

public class RowBytesTests
{
    private const int ImageBytes = 90_000;

    [Fact]
    public async Task An_image_that_many_queries_show_takes_the_memory_of_one()
    {
        long one = await BytesAsync(1, ImageBytes);
        long twelve = await BytesAsync(12, ImageBytes);

        Assert.InRange(one, 120_000, 125_000);
        Assert.InRange(twelve, 120_000, 130_000);
        Assert.InRange(await BytesAsync(12, 0), RowResult.FixedBytes, 10_000);
    }

    private static async Task<long> BytesAsync(int queries, int imageBytes)
    {
        await using var owner = new Owner();
        var image = new byte[imageBytes];
        RowPlan<EchoRow> plan = new RowPlan<EchoRow, EchoInput>(
            nameof(EchoRow),
            [.. Enumerable.Range(0, queries).Select(query => new QueryDefinition<EchoInput, string>(
                $"Q{query}",
                "hash",
                [],
                0,
                (_, writer) =>
                {
                    writer.Literal("""{"role":"user","content":"""u8);
                    writer.BeginParts();
                    writer.Text("row 0 query 0");
                    if (imageBytes > 0)
                    {
                        writer.Image(image, "image/png", null);
                    }

                    writer.EndParts();
                    writer.Literal("}"u8);
                },
                EchoPlan.ReadAnswer))],
            [],
            [],
            (input, answers) => new EchoRow(input.Id, [.. answers.Select(answer => (string)answer!)]),
            (_, _) => { },
            (_, _) => { });

        var row = new ActiveRow<EchoRow>(owner, plan, 0, new EchoInput(0));
        Assert.True(owner.Services.Registry.TryAdd(row));
        row.Start();
        return await owner.Bytes.Task;
    }

    private sealed class Owner : IRowOwner<EchoRow>, IAsyncDisposable
    {
        private readonly FakeTransport _transport = new();

        public Owner()
        {
            RowExecutorOptions options = Run.Options();
            var admission = new AdmissionQueue(options.MaxConcurrency, TimeProvider.System);
            var clock = new WorkingClock(options.TimeProvider);
            Services = new RowServices(
                admission,
                new QueryAsker(new AttemptPipeline(_transport, options, admission, new AttemptCounters(), new NoticeLog(NullLogger.Instance), new RetryDeadlines()), new SharedCalls(_transport, QuerySharing.Never), stored: null, requireContentFilter: false),
                new CallPool(clock, 4),
                new RowRegistry(clock, options.RowTimeout),
                new RowCounters(),
                new AttemptTelemetry(null, NullLogger.Instance, options.TimeProvider),
                options);
        }

        public RowServices Services { get; }

        public TaskCompletionSource<long> Bytes { get; } = new();

        public void Recording(ActiveRow row) => throw new NotSupportedException();

        public void Abandoned(ActiveRow row, JournalException fault) => throw new NotSupportedException();

        public void Finished(ActiveRow row, RowOutcome<EchoRow> outcome, long bytes, bool isLast)
        {
            Services.Registry.Remove(row);
            Assert.IsType<AnsweredRow<EchoRow>>(outcome);
            Bytes.SetResult(bytes);
        }

        public ValueTask DisposeAsync()
        {
            Services.Registry.Dispose();
            Services.Calls.Dispose();
            return _transport.DisposeAsync();
        }
    }
}
