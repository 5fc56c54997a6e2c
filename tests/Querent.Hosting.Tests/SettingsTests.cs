using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Querent.Discretion;

namespace Querent.Hosting.Tests;

public sealed class SettingsTests
{
    private const string Secret = Canaries.Key;

    private static readonly (string Key, string? Value)[] Complete =
        [("Querent:Endpoint", "https://my-resource.openai.azure.com"), ("Querent:Deployment", "gpt-4o-mini"), ("Querent:ApiKey", Secret)];

    [Fact]
    public async Task Settings_that_are_missing_stop_the_start_all_named_at_once()
    {
        OptionsValidationException error = await StartAsync([]);

        Assert.Equal(
            ["Querent:Endpoint is not set.", "Querent:Deployment is not set.", "Querent:ApiKey is not set, nor is a TokenProvider in code."],
            error.Failures);
    }

    [Fact]
    public async Task An_empty_value_counts_as_not_set()
    {
        OptionsValidationException error = await StartAsync([.. Complete, ("Querent:Deployment", " "), ("Querent:MaxConcurrency", "")]);

        Assert.Equal(["Querent:Deployment is not set."], error.Failures);
    }

    [Theory]
    [InlineData("MaxConcurrency", "many", "Querent:MaxConcurrency is not a whole number.")]
    [InlineData("MaxConcurrency", "0", "Querent:MaxConcurrency must be 1 or more, not 0.")]
    [InlineData("InitialConcurrency", "0", "Querent:InitialConcurrency must be 1 or more, not 0.")]
    [InlineData("InitialConcurrency", "257", "Querent:InitialConcurrency is 257, more than MaxConcurrency, which is 256 by default. Lower the one or raise the other.")]
    [InlineData("RequestsPerMinute", "0", "Querent:RequestsPerMinute must be 1 or more, not 0.")]
    [InlineData("TokensPerMinute", "0", "Querent:TokensPerMinute must be 1 or more, not 0.")]
    [InlineData("Sharing", "Sometimes", "Querent:Sharing is not AtTemperatureZero or Always or Never.")]
    [InlineData("MaxAttempts", "-1", "Querent:MaxAttempts must be 1 or more, not -1.")]
    [InlineData("MaxAttempts", Secret, "Querent:MaxAttempts is not a whole number.")]
    [InlineData("AttemptTimeout", "30", "Querent:AttemptTimeout is not a time as hours:minutes:seconds, such as 00:00:30.")]
    [InlineData("AttemptTimeout", "00:00:00", "Querent:AttemptTimeout must be longer than nothing and at most a day, not 00:00:00.")]
    [InlineData("QueryTimeout", "-00:00:01", "Querent:QueryTimeout must be longer than nothing and at most a day, not -00:00:01.")]
    [InlineData("RowTimeout", "1.00:00:01", "Querent:RowTimeout must be longer than nothing and at most a day, not 1.00:00:01.")]
    [InlineData("RetryDelay", "00:00:00", "Querent:RetryDelay must be longer than nothing and at most a day, not 00:00:00.")]
    [InlineData("MaxRetryDelay", "00:00:00", "Querent:MaxRetryDelay must be longer than nothing and at most a day, not 00:00:00.")]
    [InlineData("MaxRetryAfter", "00:00:00", "Querent:MaxRetryAfter must be longer than nothing and at most a day, not 00:00:00.")]
    [InlineData("DrainTimeout", "-00:00:01", "Querent:DrainTimeout must not be less than nothing, not -00:00:01.")]
    [InlineData("DrainTimeout", "00:00:30", "Querent:DrainTimeout is 00:00:30, but the host stops within 00:00:30, its ShutdownTimeout, and would cut off what is still asked. Make the one shorter or the other longer.")]
    [InlineData("Endpoint", "my-resource", "Querent:Endpoint is not an address such as https://my-resource.openai.azure.com.")]
    [InlineData("Endpoint", "http://example.org", "Querent:Endpoint is wrong. The endpoint must be an https address, or an http address on this machine (127.0.0.1): the key would travel in the clear.")]
    [InlineData("ApiKey", "two words", "Querent:ApiKey is wrong. The key holds a space, a line break or another character that a header cannot carry. Was it copied whole?")]
    [InlineData("Api", "Anthropic", "Querent:Api is not AzureOpenAI or OpenAI.")]
    [InlineData("Api", "1", "Querent:Api is not AzureOpenAI or OpenAI.")]
    [InlineData("Temperature", "warm", "Querent:Temperature is not a number such as 0.5.")]
    [InlineData("Temperature", "3", "Querent:Temperature is wrong. The temperature must be from 0 to 2, or null for the profile's default.")]
    [InlineData("Http2", "yes", "Querent:Http2 is not true or false.")]
    [InlineData("ConnectionLifetime", "00:00:00", "Querent:ConnectionLifetime is wrong. Connection.Lifetime must be longer than 0 and at most 24 days, or Timeout.InfiniteTimeSpan.")]
    [InlineData("Headers:Authorization", Secret, "Querent:Headers is wrong. The header 'Authorization' cannot be set. Set ApiKey or TokenProvider.")]
    [InlineData("Headers", Secret, "Querent:Headers is not a section of names and values.")]
    [InlineData("Endpoint:Uri", "https://example.org", "Querent:Endpoint is not an address such as https://my-resource.openai.azure.com.")]
    [InlineData("TokenCounter", Secret, "Querent:TokenCounter is set in code only.")]
    [InlineData("Health", "true", "Querent:Health is not a section of thresholds, nor false for no rules.")]
    [InlineData("Health:MaxErrorRate", "1.5", "Querent:Health:MaxErrorRate is wrong. MaxErrorRate must be from 0 to 1.")]
    [InlineData("Health:MaxErrorRate", Secret, "Querent:Health:MaxErrorRate is not a number such as 0.5, nor false for no such rule.")]
    [InlineData("Health:MaxTailRatio", "0.5", "Querent:Health:MaxTailRatio is wrong. MaxTailRatio must be 1 or more.")]
    [InlineData("Health:MaxThroughputDrop", "-1", "Querent:Health:MaxThroughputDrop is wrong. MaxThroughputDrop must be from 0 to 1.")]
    [InlineData("Health:MaxMemoryGrowth", "true", "Querent:Health:MaxMemoryGrowth is not a number such as 0.5, nor false for no such rule.")]
    [InlineData("Health:MaxMemoryGrowth:Bytes", "1", "Querent:Health:MaxMemoryGrowth is not a number such as 0.5, nor false for no such rule.")]
    [InlineData("Health:Interval", "10", "Querent:Health:Interval is not a time as hours:minutes:seconds, such as 00:00:30.")]
    [InlineData("Health:Interval", "02:00:00", "Querent:Health:Interval is wrong. Interval must be from a second to an hour.")]
    [InlineData("Health:MaxErorRate", Secret, "Querent:Health:MaxErorRate is no setting. There are Interval, MaxErrorRate, MaxTailRatio, MaxThroughputDrop, MaxMemoryGrowth.")]
    [InlineData("TokenProvider", Secret, "Querent:TokenProvider is set in code only.")]
    public async Task A_wrong_setting_stops_the_start_and_is_named_by_its_key(string key, string value, string message)
    {
        OptionsValidationException error = await StartAsync([.. Complete, ($"Querent:{key}", value)]);

        Assert.Equal([message], error.Failures);
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_no_setting_is_an_error_and_not_passed_over()
    {
        OptionsValidationException error = await StartAsync([.. Complete, ("Querent:MaxConcurency", Secret)]);

        string failure = Assert.Single(error.Failures);
        Assert.StartsWith("Querent:MaxConcurency is no setting. There are Api, Endpoint, Deployment, ", failure, StringComparison.Ordinal);
        Assert.Contains("MaxConcurrency", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("TokenProvider", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_section_that_is_one_value_is_an_error()
        => Assert.StartsWith("Querent is one value. It must be a section ", (await StartAsync([("Querent", Secret)])).Failures.First(), StringComparison.Ordinal);

    [Theory]
    [InlineData("Endpoint", "https://my-resource.openai.azure.com")]
    [InlineData("ApiKey", Secret)]
    [InlineData("Headers:X-Team", Secret)]
    [InlineData("MaxConnections", "8")]
    public async Task A_setting_of_the_direct_transport_beside_another_transport_is_an_error(string key, string value)
    {
        OptionsValidationException error = await StartAsync(
            [($"Querent:{key}", value)], querent => querent.UseTransport(_ => throw new InvalidOperationException("not reached")));

        Assert.Equal(
            [$"Querent:{key.Split(':')[0]} is set, but means nothing beside UseTransport: that transport has settings of its own. Remove one of the two."],
            error.Failures);
    }

    [Theory]
    [InlineData("InitialConcurrency", "AdaptiveConcurrency")]
    [InlineData("RequestsPerMinute", "QuotaPacing")]
    [InlineData("TokensPerMinute", "QuotaPacing")]
    public async Task A_setting_of_what_is_switched_off_is_an_error(string key, string part)
    {
        OptionsValidationException error = await StartAsync([.. Complete, ($"Querent:{key}", "5"), ($"Querent:{part}", "false")]);

        Assert.Equal([$"Querent:{key} is set, but means nothing where {part} is false. Remove one of the two."], error.Failures);
    }

    [Fact]
    public async Task A_first_limit_above_the_most_is_an_error()
    {
        OptionsValidationException error = await StartAsync([.. Complete, ("Querent:InitialConcurrency", "9"), ("Querent:MaxConcurrency", "8")]);

        Assert.Equal(["Querent:InitialConcurrency is 9, more than MaxConcurrency, which is 8. Lower the one or raise the other."], error.Failures);
    }

    [Fact]
    public async Task A_setting_of_connections_beside_the_factory_is_an_error()
    {
        OptionsValidationException error = await StartAsync([.. Complete, ("Querent:Http2", "true")], querent => querent.UseHttpClientFactory());

        Assert.Equal(
            ["Querent:Http2 is set, but means nothing beside UseHttpClientFactory, whose handler makes the connections, and whose requests are HTTP/1.1. Set up the handler: client.ConfigurePrimaryHttpMessageHandler(…)."],
            error.Failures);
    }

    [Fact]
    public async Task Settings_in_code_are_named_by_their_property()
    {
        HostApplicationBuilder builder = TestHost.Create();
        builder.Services.AddQuerent("nightly").Configure(options => options.MaxConcurrency = 0).UseTransport(_ => throw new InvalidOperationException("not reached"));
        using IHost host = builder.Build();

        OptionsValidationException error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(["QuerentOptions.MaxConcurrency of 'nightly' must be 1 or more, not 0."], error.Failures);
    }

    [Fact]
    public async Task A_rule_of_health_in_code_is_named_by_its_property()
    {
        HostApplicationBuilder builder = TestHost.Create();
        builder.Services.AddQuerent()
            .Configure(options => options.Health = new HealthOptions { MaxErrorRate = 2 })
            .UseTransport(_ => throw new InvalidOperationException("not reached"));
        using IHost host = builder.Build();

        OptionsValidationException error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(["QuerentOptions.Health.MaxErrorRate is wrong. MaxErrorRate must be from 0 to 1."], error.Failures);
    }

    [Fact]
    public async Task A_token_counter_without_a_quota_to_count_for_is_an_error()
    {
        OptionsValidationException error = await StartAsync(
            [.. Complete, ("Querent:QuotaPacing", "false")], querent => querent.Configure(options => options.TokenCounter = new ConstantCounter(1)));

        Assert.Equal(["Querent:TokenCounter is set, but means nothing where QuotaPacing is false. Remove one of the two."], error.Failures);
    }

    [Fact]
    public async Task A_model_and_a_profile_exclude_each_other()
    {
        OptionsValidationException error = await StartAsync(
            [.. Complete, ("Querent:Model", "o4-mini")], querent => querent.Configure(options => options.Profile = ModelProfile.Default));

        Assert.Equal(["Querent:Model and Profile are both set. Set one: either names what the model takes."], error.Failures);
    }

    [Fact]
    public async Task A_host_without_end_takes_any_time_to_drain()
    {
        HostApplicationBuilder builder = TestHost.Create([.. Complete, ("Querent:DrainTimeout", "1:00:00")]);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        builder.AddQuerent();
        using IHost host = builder.Build();

        await host.StartAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<OptionsValidationException> StartAsync((string Key, string? Value)[] settings, Action<QuerentBuilder>? configure = null)
    {
        // Later values of a key take the place of earlier ones, as those of the environment do.
        HostApplicationBuilder builder = TestHost.Create(settings.GroupBy(setting => setting.Key).Select(group => group.Last()));
        QuerentBuilder querent = builder.AddQuerent();
        configure?.Invoke(querent);
        using IHost host = builder.Build();
        return await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
    }
}
