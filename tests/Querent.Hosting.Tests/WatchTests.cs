using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Querent.Hosting.Tests;

/// <summary>The rules of health and the token counter of a host's executor.</summary>
public sealed class WatchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task Thresholds_of_the_configuration_reach_the_executor()
    {
        using IHost host = await StartAsync([("Querent:Health:Interval", "00:01:00"), ("Querent:Health:MaxErrorRate", "0.25")]);
        await FailAsync(host);

        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Empty(host.Executor().Health.Alerts);
        _clock.Advance(TimeSpan.FromSeconds(1));

        HealthAlert alert = Assert.Single(host.Executor().Health.Alerts);
        Assert.Equal((HealthRule.ErrorRate, 0.25, 1.0), (alert.Rule, alert.Threshold, alert.Value));
    }

    [Fact]
    public async Task Thresholds_in_code_have_the_last_word_and_may_use_services()
    {
        using IHost host = await StartAsync(
            [("Querent:Health:Interval", "00:01:00"), ("Querent:Health:MaxErrorRate", "0.25")],
            querent => querent.Configure((services, options) => options.Health = options.Health! with { MaxErrorRate = services.GetRequiredService<Threshold>().Value }),
            new Threshold(0.75));
        await FailAsync(host);

        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(0.75, Assert.Single(host.Executor().Health.Alerts).Threshold);
    }

    [Theory]
    [InlineData("Querent:Health:MaxErrorRate", "False")]   // as a file's false comes out
    [InlineData("Querent:Health", "false")]
    public async Task A_rule_that_is_false_is_off_and_all_are_where_the_section_is(string key, string value)
    {
        using IHost host = await StartAsync([(key, value)]);
        await FailAsync(host);

        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(host.Executor().Health.Alerts);
    }

    [Fact]
    public async Task What_is_not_set_is_left_to_the_default_rules()
    {
        using IHost host = await StartAsync([("Querent:Health:MaxTailRatio", "5"), ("Querent:Health:MaxErrorRate", "")]);
        await FailAsync(host);

        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(0.05, Assert.Single(host.Executor().Health.Alerts).Threshold);
    }

    [Fact]
    public async Task A_token_counter_of_the_container_counts_the_executors_prompts()
    {
        using IHost host = await StartAsync(
            [("Querent:TokensPerMinute", "100")],
            querent => querent.Configure((services, options) => options.TokenCounter = services.GetRequiredService<ConstantCounter>()),
            new ConstantCounter(101));

        var failed = Assert.IsType<FailedRow<Note>>(await host.AskAsync());

        Assert.Equal(QueryErrorKind.OverQuota, failed.Failure.Error.Kind);
        Assert.Contains("Its prompt has 101 tokens.", failed.Failure.Error.Message, StringComparison.Ordinal);
    }

    private async Task<IHost> StartAsync((string Key, string? Value)[] settings, Action<QuerentBuilder>? configure = null, object? service = null)
    {
        HostApplicationBuilder builder = TestHost.Create(settings);
        builder.Services.AddSingleton<TimeProvider>(_clock);
        if (service is not null)
        {
            builder.Services.AddSingleton(service.GetType(), service);
        }

        QuerentBuilder querent = builder.AddQuerent().UseTransport(_ => new CountingTransport());
        configure?.Invoke(querent);
        IHost host = builder.Build();
        await host.StartAsync(Token);
        return host;
    }

    /// <summary>Enough rows for a rate, all of them refused by the model.</summary>
    private static async Task FailAsync(IHost host)
    {
        for (int row = 0; row < 20; row++)
        {
            Assert.IsType<FailedRow<Note>>(await host.AskAsync());
        }
    }

    private sealed record Threshold(double Value);
}
