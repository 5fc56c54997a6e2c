namespace SupportTriage.Tests;

public sealed class BadUsageTests
{
    [Theory]
    [InlineData("", "is empty")]
    [InlineData("message,category\nHello,x\n", "has no column 'text' (its columns: 'message', 'category')")]
    [InlineData("\n", "has no column 'text'")]
    public async Task A_file_that_cannot_be_used_is_refused_before_anything_is_asked(string content, string expected)
    {
        using var sample = new Sample();

        await IsRefusedAsync(sample, expected, "--input", sample.Write("tickets.csv", content));
        Assert.False(File.Exists(sample.OutputFile));
    }

    [Theory]
    [InlineData("text,category\nfine,x\n\"a,x\nb,y\n", "line 3: A quoted field at the end of the input ends without a closing quote")]
    [InlineData("text,category\n\"fi\nne\",x\n\"a\"b,y\nc,d\n", "line 4: A delimiter, newline or EOF was expected after a closing quote")]
    [InlineData("text\nfine\nHello, world\n", "line 3: 2 field(s) where the header has 1")]
    [InlineData("text,category\nfine,x\n\nalone\n", "line 4: 1 field(s) where the header has 2")]
    public async Task A_malformed_line_is_named_and_the_rows_before_it_are_kept(string content, string expected)
    {
        using var sample = new Sample();

        await IsRefusedAsync(sample, expected, "--input", sample.Write("tickets.csv", content), "--latency", "0");
        Assert.Single(sample.Lines);
    }

    [Fact]
    public async Task Text_that_is_not_UTF_8_is_refused()
    {
        using var sample = new Sample();

        await IsRefusedAsync(sample, "not UTF-8", "--input", sample.Write("tickets.csv", [.. "text\n"u8, 0xA3, .. "5\n"u8]));
    }

    [Fact]
    public async Task A_missing_file_a_folder_and_an_output_that_cannot_be_written_are_named()
    {
        using var sample = new Sample();
        string file = sample.Write("tickets.csv", "text\nHello\n");
        string folder = Path.GetDirectoryName(file)!;

        await IsRefusedAsync(sample, "There is no file nowhere.csv", "--input", "nowhere.csv");
        await IsRefusedAsync(sample, $"{folder} cannot be read", "--input", folder);
        await IsRefusedAsync(sample, $"{folder} cannot be written", "--input", file, "--output", folder);
        await IsRefusedAsync(sample, "cannot be written", "--input", file, "--output", Path.Combine(file, "rows.jsonl"));
        await IsRefusedAsync(sample, "are the same file", "--input", file, "--output", file);
        Assert.Equal("text\nHello\n", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("--rows takes a whole number, 1 or more", "--rows", "0")]
    [InlineData("--concurrency takes a whole number, 1 or more", "--concurrency", "-3")]
    [InlineData("--latency takes a whole number, 0 or more", "--latency", "-1")]
    [InlineData("'many'", "--rows", "many")]
    [InlineData("--speed", "--speed")]
    [InlineData("'--input'", "--output", "rows.jsonl", "--input")]
    public async Task A_wrong_option_is_named(string expected, params string[] args)
    {
        using var sample = new Sample();

        await IsRefusedAsync(sample, expected, args);
    }

    [Theory]
    [InlineData("AZURE_OPENAI_ENDPOINT", "https://example.openai.azure.com", "AZURE_OPENAI_DEPLOYMENT, AZURE_OPENAI_API_KEY")]
    [InlineData("AZURE_OPENAI_API_KEY", "a-secret", "AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_DEPLOYMENT")]
    public async Task A_deployment_that_is_set_in_part_is_refused_with_what_is_missing(string variable, string value, string expected)
    {
        using Sample sample = new Sample().With(variable, value);

        await IsRefusedAsync(sample, expected);
    }

    [Fact]
    public async Task An_endpoint_that_would_send_the_key_in_the_clear_is_refused()
    {
        using Sample sample = new Sample()
            .With("AZURE_OPENAI_ENDPOINT", "http://example.org")
            .With("AZURE_OPENAI_DEPLOYMENT", "some")
            .With("AZURE_OPENAI_API_KEY", "a-secret");

        await IsRefusedAsync(sample, "must be an https address");
    }

    [Fact]
    public async Task Help_lists_every_option()
    {
        using var sample = new Sample();

        Assert.Equal(0, await sample.RunAsync("--help"));
        Assert.All(["--input", "--output", "--rows", "--concurrency", "--latency"], option => Assert.Contains(option, sample.Output, StringComparison.Ordinal));
    }

    private static async Task IsRefusedAsync(Sample sample, string expected, params string[] args)
    {
        int code = await sample.RunAsync(args);
        Assert.Contains(expected, sample.Error, StringComparison.Ordinal);
        Assert.Equal(2, code);
        Assert.DoesNotContain("   at ", sample.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("a-secret", sample.Output + sample.Error, StringComparison.Ordinal);
    }
}
