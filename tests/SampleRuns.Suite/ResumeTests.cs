using Querent.Emulator;

namespace SampleRuns.Suite;

public sealed class ResumeTests
{
    [Fact]
    public async Task A_run_that_was_stopped_goes_on_asks_nothing_twice_and_writes_what_an_undisturbed_one_would()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        long asked = 0;
        long stopAt = long.MaxValue;
        await using OpenAIEmulator model = await ModelOfATest.StartAsync(new()
        {
            Hold = _ =>
            {
                if (Interlocked.Increment(ref asked) == Interlocked.Read(ref stopAt))
                {
                    stop.Cancel();
                }

                return null;
            },
        });
        using Sample sample = new Sample().On(model);
        string journal = sample.PathOf("run.journal");
        Assert.Equal(0, await sample.RunAsync("--rows", "40", "--output", sample.PathOf("undisturbed.jsonl")));
        long undisturbed = Interlocked.Exchange(ref asked, 0);
        Interlocked.Exchange(ref stopAt, undisturbed / 2);

        int stopped = await sample.RunUntilAsync(["--rows", "40", "--concurrency", "4", "--journal", journal, "--resume"], stop.Token);
        long before = Interlocked.Read(ref asked);
        Assert.Equal(130, stopped);
        Assert.Equal(0, await sample.RunAsync("--rows", "40", "--concurrency", "4", "--journal", journal, "--resume"));

        Assert.InRange(Interlocked.Read(ref asked), undisturbed, undisturbed + 4 + 4);   // what was in flight, and on its way to the disk
        Assert.True(before < undisturbed);
        Assert.Equal(await File.ReadAllTextAsync(sample.PathOf("undisturbed.jsonl"), TestContext.Current.CancellationToken), await File.ReadAllTextAsync(sample.OutputFile, TestContext.Current.CancellationToken));
        Assert.Contains("came out of the journal", sample.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_failed_come_out_as_they_failed_until_they_are_asked_again()
    {
        await using OpenAIEmulator model = await ModelOfATest.StartAsync(new()
        {
            Faults = [FaultRule.FirstAttempts(EmulatorFault.Refusal())],
        });
        using Sample sample = new Sample().On(model);
        string journal = sample.PathOf("run.journal");
        Assert.Equal(1, await sample.RunAsync("--rows", "5", "--journal", journal));
        long asked = model.GetCounters().Attempts;

        Assert.Equal(1, await sample.RunAsync("--rows", "5", "--journal", journal, "--resume"));
        Assert.Equal(asked, model.GetCounters().Attempts);
        Assert.All(sample.Lines, line => Assert.Equal("Refused", line.GetProperty("_error").GetProperty("kind").GetString()));

        Assert.Equal(1, await sample.RunAsync("--rows", "5", "--journal", journal, "--retry-failed", "Truncated"));
        Assert.Equal(asked, model.GetCounters().Attempts);

        Assert.InRange(await RetryUntilAnsweredAsync(sample, journal), 1, Sample.QueriesARow);   // each refused first attempt fails a row once
        Assert.All(sample.Lines, line => Assert.False(line.TryGetProperty("_error", out _)));
    }

    [Fact]
    public async Task A_journal_that_has_a_run_is_not_gone_on_with_by_mistake()
    {
        using var sample = new Sample();
        string journal = sample.PathOf("run.journal");
        Assert.Equal(0, await sample.RunAsync("--rows", "3", "--journal", journal));

        await sample.IsRefusedAsync("3 rows answered, 0 failed. Go on with it by --resume", "--rows", "3", "--journal", journal);
    }

    [Fact]
    public async Task A_file_that_is_no_journal_is_refused_and_left_as_it_is()
    {
        using var sample = new Sample();
        string file = sample.Write("letter.txt", "Dear sir or madam, this is a letter and no journal at all, and it is long enough to have a head of its own, I should think.");
        string before = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

        await sample.IsRefusedAsync("is no journal of Querent's", "--journal", file);

        Assert.Equal(before, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_journal_that_is_the_output_or_the_input_is_refused_and_nothing_is_written()
    {
        using var sample = new Sample();
        string file = sample.Write("rows.txt", Sample.OneRow);

        await sample.IsRefusedAsync("is the input or the output as well", "--input", file, "--journal", file);
        await sample.IsRefusedAsync("is the input or the output as well", "--input", file, "--journal", sample.OutputFile);

        Assert.Equal(Sample.OneRow, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.False(File.Exists(sample.OutputFile));
    }

    [Theory]
    [InlineData("--resume")]
    [InlineData("--retry-failed")]
    public async Task To_go_on_without_a_journal_is_refused(string option)
    {
        using var sample = new Sample();

        await sample.IsRefusedAsync("Name its file with --journal", option);
    }

    [Fact]
    public async Task Lines_behind_the_end_of_a_shorter_input_are_cut_off_and_changed_ones_written_anew()
    {
        using var sample = new Sample();
        string journal = sample.PathOf("run.journal");
        Assert.Equal(0, await sample.RunAsync("--rows", "5", "--journal", journal));
        string[] five = await File.ReadAllLinesAsync(sample.OutputFile, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(sample.OutputFile, string.Join('\n', [five[0], "{\"torn\":", .. five[2..]]) + "\n", TestContext.Current.CancellationToken);

        Assert.Equal(0, await sample.RunAsync("--rows", "3", "--journal", journal, "--resume"));

        Assert.Equal(five[..3], await File.ReadAllLinesAsync(sample.OutputFile, TestContext.Current.CancellationToken));
    }

    private static async Task<int> RetryUntilAnsweredAsync(Sample sample, string journal)
    {
        int runs = 1;
        while (await sample.RunAsync("--rows", "5", "--journal", journal, "--retry-failed") != 0)
        {
            runs++;
            Assert.True(runs < 10, sample.Output);
        }

        return runs;
    }
}
