using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Querent.Emulator.Tests;

public sealed class ProgramTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = await EmulatorProgram.RunAsync(args, output, error, new CancellationToken(canceled: true));
        return (code, output.ToString(), error.ToString());
    }

    private static async Task<string> ListenAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        await using var stopping = new StoppingWriter(output, stop);
        Assert.Equal(0, await EmulatorProgram.RunAsync(args, stopping, TextWriter.Null, stop.Token));
        return output.ToString();
    }

    /// <summary>Stops the program once it has said what it has to say.</summary>
    private sealed class StoppingWriter(StringWriter output, CancellationTokenSource stop) : TextWriter
    {
        public override System.Text.Encoding Encoding => output.Encoding;

        public override Task WriteLineAsync(string? value) => output.WriteLineAsync(value);

        public override Task FlushAsync(CancellationToken cancellationToken) => stop.CancelAsync();
    }

    [Fact]
    public async Task Help_lists_every_option_and_every_fault()
    {
        (int code, string output, _) = await RunAsync("--help");
        Assert.Equal(0, code);
        Assert.Contains("--deployment NAME", output, StringComparison.Ordinal);
        Assert.Contains("--http2-port N", output, StringComparison.Ordinal);
        Assert.All(EmulatorFault.ByName.Keys, name => Assert.Contains(name, output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--prot", "8089")]
    [InlineData("--port")]
    [InlineData("--port", "eighty")]
    [InlineData("--port", "70000")]
    [InlineData("--http2-port", "70000")]
    [InlineData("--latency", "-1")]
    [InlineData("--sigma", "0.5")]
    [InlineData("--throttle", "2")]
    [InlineData("--throttle", "NaN")]
    [InlineData("--fault", "throttle")]
    [InlineData("--fault", "gremlins=0.1")]
    [InlineData("--fault", "throttle=lots")]
    [InlineData("--profile", "google")]
    [InlineData("--requests-per-minute", "0")]
    [InlineData("--request-window", "0.01")]
    [InlineData("--request-window", "10")]
    [InlineData("--tokens-per-minute", "many")]
    [InlineData("--reduced-tokens", "10")]
    [InlineData("--quota-headers", "some")]
    [InlineData("--quota-headers", "limit-rows=zero")]
    [InlineData("--quota-change", "10")]
    [InlineData("--quota-change", "10=0")]
    [InlineData("--failed-calls", "free")]
    [InlineData("--retry-after-form", "words")]
    [InlineData("--overflow", "slow")]
    [InlineData("--burst", "100")]
    [InlineData("--burst", "0=16")]
    [InlineData("--burst", "100=x")]
    [InlineData("--capacity", "0")]
    public async Task An_option_that_makes_no_sense_is_named_and_exits_with_2(params string[] args)
    {
        (int code, string output, string error) = await RunAsync(args);
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains(args[0], error, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_are_read_into_what_they_say()
    {
        EmulatorOptions options = EmulatorArguments.Parse(
            ["--port", "0", "--key", "any", "--deployment", "a", "--deployment", "b", "--profile", "openai", "--context", "9", "--throttle", "0.1", "--fault", "refusal=0.2", "--http2-port", "0"]);
        Assert.Equal(0, options.Http2Port);
        Assert.Null(options.ApiKey);
        Assert.Equal(["a", "b"], options.Deployments);
        Assert.Equal(SchemaProfile.OpenAI, options.SchemaProfile);
        Assert.Equal(9, options.ContextLength);
        Assert.Equal(2, options.Faults.Count);
    }

    [Fact]
    public void A_quota_is_read_into_what_its_options_say()
    {
        EmulatorQuota quota = EmulatorArguments.Parse(
            [
                "--requests-per-minute", "600", "--tokens-per-minute", "90000", "--reduced-tokens", "9000", "--request-window", "10", "--token-window", "1",
                "--quota-refill", "continuous", "--output-tokens", "5", "--settle-tokens", "yes", "--failed-calls", "refusals", "--taken-by-others", "0.25",
                "--quota-headers", "all=missing", "--quota-headers", "limit-tokens=minus-one", "--reset-form", "seconds", "--retry-after", "86400",
                "--retry-after-form", "date", "--retry-after-factor", "3", "--quota-change", "60=0.5", "--quota-change", "120=1", "--capacity", "8",
                "--overflow", "slow",
            ]).Quota!;
        QuotaChange[] changes = [new(TimeSpan.FromMinutes(1)) { Factor = 0.5 }, new(TimeSpan.FromMinutes(2)) { Factor = 1 }];
        Assert.Equal(changes, quota.Changes);
        Assert.Equal(
            new EmulatorQuota
            {
                RequestsPerMinute = 600,
                TokensPerMinute = 90_000,
                ReducedTokensPerMinute = 9_000,
                RequestWindow = TimeSpan.FromSeconds(10),
                TokenWindow = TimeSpan.FromSeconds(1),
                Refill = QuotaRefill.Continuous,
                DefaultOutputTokens = 5,
                SettleTokens = true,
                FailedCalls = FailedCallCharge.FullAndRefusals,
                TakenByOthers = 0.25,
                Headers = QuotaHeaders.Missing with { LimitTokens = QuotaHeader.MinusOne, ResetInSeconds = true },
                RetryAfter = TimeSpan.FromHours(24),
                RetryAfterForm = RetryAfterForm.Date,
                RetryAfterFactor = 3,
                Capacity = new EmulatorCapacity(8) { Overflow = CapacityOverflow.Slow },
                Changes = quota.Changes,
            },
            quota);
        Assert.Null(EmulatorArguments.Parse(["--throttle", "0.1", "--retry-after", "2"]).Quota);
        Assert.Null(EmulatorArguments.Parse(["--requests-per-minute", "6"]).Quota!.RetryAfter);
    }

    [Fact]
    public async Task The_program_says_where_HTTP2_is_spoken()
    {
        string without = await ListenAsync();
        string with = await ListenAsync("--http2-port", "0");
        Assert.Matches("OPENAI_BASE_URL=http://127\\.0\\.0\\.1:\\d+/v1", without);
        Assert.DoesNotContain("HTTP/2", without, StringComparison.Ordinal);
        Assert.Matches("Over HTTP/2: http://127\\.0\\.0\\.1:\\d+/", with);
    }

    [Fact]
    public async Task A_taken_port_exits_with_1()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
        using var error = new StringWriter();
        int code = await EmulatorProgram.RunAsync(["--port", $"{emulator.Endpoint.Port}"], TextWriter.Null, error, Cancelled);
        Assert.Equal(1, code);
        Assert.NotEmpty(error.ToString());
    }

    [Fact]
    public async Task The_program_says_how_to_reach_it_answers_and_stops_on_SIGTERM()
    {
        string assembly = Path.Combine(AppContext.BaseDirectory, "Querent.Emulator.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [assembly, "--key", "k", "--deployment", "d", "--latency", "5"])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            var exported = new Dictionary<string, string>();
            while (exported.Count < 3 && await process.StandardOutput.ReadLineAsync(Cancelled) is string line)
            {
                if (Regex.Match(line, "^export (\\w+)=(.*)$") is { Success: true } match)
                {
                    exported[match.Groups[1].Value] = match.Groups[2].Value;
                }
            }

            using var http = new HttpClient();
            http.DefaultRequestHeaders.Add("api-key", exported["AZURE_OPENAI_API_KEY"]);
            var address = new Uri(new Uri(exported["AZURE_OPENAI_ENDPOINT"]), $"openai/deployments/{exported["AZURE_OPENAI_DEPLOYMENT"]}/chat/completions?api-version=1");
            using var content = new StringContent(Requests.Ask());
            using HttpResponseMessage response = await http.PostAsync(address, content, Cancelled);
            Assert.Contains("querent-emulator (d)", await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);

            if (!OperatingSystem.IsWindows())
            {
                using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
                await process.WaitForExitAsync(Cancelled);
                Assert.Equal(0, process.ExitCode);
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
