using Querent.Benchmarks.Endpoint;
using Querent.Benchmarks.Weather;
using Querent.Emulator;

namespace Querent.EndToEnd.Tests;

/// <summary>A sample of what <c>tests/Querent.Benchmarks -- weather</c> runs at length.</summary>
public class WeatherTests
{
    private static readonly WeatherPlan Sample = new(Rows: 300, LatencyMilliseconds: 2, Watches: false);

    public static TheoryData<string> Names => [.. WeatherKind.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_row_ends_whole_and_every_attempt_is_accounted_for_in(string weather)
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new EmulatorOptions { Http2Port = 0 }, TestContext.Current.CancellationToken);
        using var control = new EmulatorControl(emulator.Endpoint);
        var deployment = new Deployment(emulator.Endpoint, OpenAIEmulator.DefaultDeployment, emulator.ApiKey, ApiVersion: null);

        WeatherResult result = await new WeatherRun(control, deployment, emulator.Http2Endpoint!, Sample)
            .RunAsync(WeatherKind.All.Single(kind => kind.Name == weather), TestContext.Current.CancellationToken);

        Assert.True(result.Sink.Taken >= Sample.Rows);
        Assert.Equal(result.Begun, result.Sink.Taken);
        Assert.Equal(0, result.Sink.Partial);
        Assert.Equal(0, result.Sink.Swapped);
        Assert.True(result.IsAccounted, WeatherResult.Format([result]));
    }
}
