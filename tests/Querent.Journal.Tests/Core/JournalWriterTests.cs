using Microsoft.Extensions.Logging.Abstractions;

namespace Querent.Journal.Tests.Core;

/// <summary>A row has ended when all that was recorded of it is durable, and not before.</summary>
public sealed class JournalWriterTests : IAsyncDisposable
{
    private readonly FakeJournalRun _run = new();

    public ValueTask DisposeAsync() => _run.DisposeAsync();

    [Fact]
    public async Task A_row_ends_when_its_transaction_is_written_and_not_before()
    {
        (TaskCompletionSource begun, TaskCompletionSource gate) = Hold();
        await using JournalWriter writer = Create();

        Task ended = EndAsync(writer, End("a"));
        await begun.Task;
        Assert.False(ended.IsCompleted);
        gate.SetResult();

        await ended;
    }

    [Fact]
    public async Task What_gathers_meanwhile_is_written_in_its_order_in_one_transaction_and_once()
    {
        (TaskCompletionSource begun, TaskCompletionSource gate) = Hold();
        await using JournalWriter writer = Create();
        Task first = EndAsync(writer, End("a"));
        await begun.Task;

        writer.Add(Call("b"));
        Task second = EndAsync(writer, End("b"));
        writer.Add(Call("c"));
        gate.SetResult();
        await Task.WhenAll(first, second);
        await EndAsync(writer, End("c"));

        Assert.Equal(["end a", "call b, end b, call c", "end c"], Written());
    }

    [Fact]
    public async Task What_was_added_last_is_written_when_the_writer_is_disposed_of()
    {
        JournalWriter writer = Create();
        writer.Add(Call("a"));
        await writer.DisposeAsync();

        Assert.Equal(["call a"], Written());
        writer.Add(Call("b"));
        await Assert.ThrowsAsync<JournalException>(() => EndAsync(writer, End("b")));
        Assert.Single(_run.Transactions);
    }

    [Fact]
    public async Task After_a_fault_nothing_is_written_and_every_row_ends_with_it()
    {
        var fault = new JournalException("It is broken.");
        (TaskCompletionSource begun, TaskCompletionSource gate) = Hold();
        await using JournalWriter writer = Create();
        Task first = EndAsync(writer, End("a"));
        await begun.Task;
        Task second = EndAsync(writer, End("b"));
        gate.SetException(fault);

        Assert.Same(fault, await Assert.ThrowsAsync<JournalException>(() => first));
        Assert.Same(fault, await Assert.ThrowsAsync<JournalException>(() => second));
        Assert.Same(fault, await Assert.ThrowsAsync<JournalException>(() => EndAsync(writer, End("c"))));
        Assert.Equal(["end a"], Written());
    }

    [Fact]
    public async Task A_fault_from_outside_ends_the_rows_that_are_not_begun_to_be_written()
    {
        var fault = new JournalException("It could not be protected.");
        (TaskCompletionSource begun, TaskCompletionSource gate) = Hold();
        await using JournalWriter writer = Create();
        Task first = EndAsync(writer, End("a"));
        await begun.Task;
        Task second = EndAsync(writer, End("b"));

        writer.Fail(fault);
        gate.SetResult();

        await first;
        Assert.Same(fault, await Assert.ThrowsAsync<JournalException>(() => second));
        Assert.Equal(["end a"], Written());
    }

    [Fact]
    public async Task What_a_store_throws_against_its_contract_is_told_by_its_type()
    {
        _run.Write = static _ => throw new InvalidOperationException("secret");
        await using JournalWriter writer = Create();

        JournalException fault = await Assert.ThrowsAsync<JournalException>(() => EndAsync(writer, End("a")));

        Assert.Contains("System.InvalidOperationException", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_that_hangs_does_not_hold_up_the_end_of_the_run_for_ever()
    {
        _run.Write = static token => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        JournalWriter writer = Create();
        Task ended = EndAsync(writer, End("a"));

        await writer.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        JournalException fault = await Assert.ThrowsAsync<JournalException>(() => ended);
        Assert.Contains("ended before its journal could be written", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rows_of_a_transaction_are_told_in_their_order_and_the_last_as_the_last()
    {
        (TaskCompletionSource begun, TaskCompletionSource gate) = Hold();
        await using JournalWriter writer = Create();
        Task first = EndAsync(writer, End("a"));
        await begun.Task;
        List<(string Key, bool IsLast)> told = [];
        Task[] others = [.. new[] { "b", "c", "d" }.Select(key => EndAsync(writer, End(key), isLast => told.Add((key, isLast))))];
        gate.SetResult();
        await first;
        await Task.WhenAll(others);

        Assert.Equal([("b", false), ("c", false), ("d", true)], told);
    }

    [Fact]
    public async Task A_row_is_held_while_there_are_many_calls_to_write_and_told_when_half_of_them_are_written()
    {
        (TaskCompletionSource begun, TaskCompletionSource gate) = Hold();
        await using JournalWriter writer = Create();
        writer.Add(Call("a"));
        await begun.Task;
        var row = new WaitingRow();
        Assert.False(writer.TryHold(row));
        writer.Add(Call("b"));
        writer.Add(Call("c"));
        Assert.False(writer.TryHold(row));
        writer.Add(Call("d"));
        Assert.True(writer.TryHold(row));
        Assert.True(writer.TryHold(row));
        Assert.Equal(0, row.GoneOn);

        (TaskCompletionSource begunAgain, TaskCompletionSource gateAgain) = Hold();
        gate.SetResult();   // one, then the three others
        await begunAgain.Task;
        Assert.Equal(0, row.GoneOn);
        gateAgain.SetResult();
        await EndAsync(writer, End("e"));
        await EndAsync(writer, End("f"));

        Assert.Equal(2, row.GoneOn);
        Assert.False(writer.TryHold(row));
    }

    [Fact]
    public async Task A_row_that_is_held_goes_on_after_a_fault()
    {
        (TaskCompletionSource begun, TaskCompletionSource gate) = Hold();
        await using JournalWriter writer = Create();
        Task ended = EndAsync(writer, End("a"));
        await begun.Task;
        for (int call = 0; call < 4; call++)
        {
            writer.Add(Call("b"));
        }

        var row = new WaitingRow();
        Assert.True(writer.TryHold(row));
        gate.SetException(new JournalException("It is broken."));
        await Assert.ThrowsAsync<JournalException>(() => ended);
        await row.HasGoneOn;

        Assert.False(writer.TryHold(row));
        Assert.Equal(1, row.GoneOn);
    }

    private static Task EndAsync(JournalWriter writer, JournalRowEnd end, Action<bool>? told = null)
    {
        var row = new WaitingRow(told);
        writer.EndRow(end, row);
        return row.Task;
    }

    private static JournalCall Call(string key) => new(key, "Query", new byte[32], null, null, "[]"u8.ToArray(), DateTimeOffset.UnixEpoch);

    private static JournalRowEnd End(string key) => new(key, 0, new byte[32], null, DateTimeOffset.UnixEpoch);

    private JournalWriter Create() => new(_run, new JournalPatience(TimeSpan.Zero, TimeProvider.System, NullLogger.Instance), mostUnwritten: 4);

    /// <summary>Holds up the next transaction until the gate is opened.</summary>
    private (TaskCompletionSource Begun, TaskCompletionSource Gate) Hold()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _run.Write = token =>
        {
            begun.TrySetResult();
            return gate.Task.WaitAsync(token);   // a test that fails ends all the same
        };
        return (begun, gate);
    }

    private IEnumerable<string> Written() => _run.Transactions.Select(entries => string.Join(", ", entries.Select(entry => $"{(entry is JournalCall ? "call" : "end")} {entry.RowKey}")));

    private sealed class WaitingRow(Action<bool>? told = null) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), IRecordedRow
    {
        private readonly TaskCompletionSource _hasGoneOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _goneOn;

        public int GoneOn => Volatile.Read(ref _goneOn);

        public Task HasGoneOn => _hasGoneOn.Task;

        public void Recorded(JournalException? fault, bool isLast)
        {
            told?.Invoke(isLast);
            if (fault is null)
            {
                SetResult();
            }
            else
            {
                SetException(fault);
            }
        }

        public void GoOn()
        {
            Interlocked.Increment(ref _goneOn);
            _hasGoneOn.TrySetResult();
        }
    }
}
