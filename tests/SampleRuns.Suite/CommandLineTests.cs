namespace SampleRuns.Suite;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Text_that_is_not_UTF_8_is_refused()
    {
        using var sample = new Sample();

        await sample.IsRefusedAsync("not UTF-8", "--input", sample.Write("rows.txt", [.. "text\n"u8, 0xA3, .. "5\n"u8]));
    }

    [Fact]
    public async Task A_missing_file_a_folder_and_an_output_that_cannot_be_written_are_named()
    {
        using var sample = new Sample();
        string file = sample.Write("rows.txt", Sample.OneRow);
        string folder = Path.GetDirectoryName(file)!;

        await sample.IsRefusedAsync("There is no file nowhere.txt", "--input", "nowhere.txt");
        await sample.IsRefusedAsync($"{folder} cannot be read", "--input", folder);
        await sample.IsRefusedAsync($"{folder} cannot be written", "--input", file, "--output", folder);
        await sample.IsRefusedAsync("cannot be written", "--input", file, "--output", Path.Combine(file, "rows.jsonl"));
        await sample.IsRefusedAsync("are the same file", "--input", file, "--output", file);
        Assert.Equal(Sample.OneRow, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_empty_file_is_refused_before_anything_is_asked()
    {
        using var sample = new Sample();

        await sample.IsRefusedAsync("is empty. ", "--input", sample.Write("rows.txt", ""));
        Assert.False(File.Exists(sample.OutputFile));
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

        await sample.IsRefusedAsync(expected, args);
    }

    [Theory]
    [InlineData("AZURE_OPENAI_ENDPOINT", "https://example.openai.azure.com", "AZURE_OPENAI_DEPLOYMENT, AZURE_OPENAI_API_KEY")]
    [InlineData("AZURE_OPENAI_API_KEY", "a-secret", "AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_DEPLOYMENT")]
    public async Task A_deployment_that_is_set_in_part_is_refused_with_what_is_missing(string variable, string value, string expected)
    {
        using Sample sample = new Sample().With(variable, value);

        await sample.IsRefusedAsync(expected);
    }

    [Fact]
    public async Task An_endpoint_that_would_send_the_key_in_the_clear_is_refused()
    {
        using Sample sample = new Sample()
            .With("AZURE_OPENAI_ENDPOINT", "http://example.org")
            .With("AZURE_OPENAI_DEPLOYMENT", "some")
            .With("AZURE_OPENAI_API_KEY", "a-secret");

        await sample.IsRefusedAsync("must be an https address");
    }

    [Fact]
    public async Task Help_lists_every_option()
    {
        using var sample = new Sample();

        Assert.Equal(0, await sample.RunAsync("--help"));
        Assert.All(["--input", "--output", "--rows", "--concurrency", "--latency"], option => Assert.Contains(option, sample.Output, StringComparison.Ordinal));
    }
}
