using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Querent.Discretion;
using Querent.Emulator;

namespace Querent.Hosting.Tests;

/// <summary>Hosts without the machine's environment, files and console.</summary>
internal static class TestHost
{
    public static HostApplicationBuilder Create(params IEnumerable<(string Key, string? Value)> settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Production });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        return builder;
    }

    public static IEnumerable<(string Key, string? Value)> Settings(OpenAIEmulator emulator, string section = "Querent") =>
    [
        ($"{section}:Endpoint", emulator.Endpoint.ToString()),
        ($"{section}:Deployment", emulator.Deployments[0]),
        ($"{section}:ApiKey", emulator.ApiKey),
        ($"{section}:RetryDelay", "00:00:00.0000001"),
    ];

    public static QuerentBuilder AddQuerent(this HostApplicationBuilder builder) => builder.Services.AddQuerent(builder.Configuration.GetSection("Querent"));

    public static RowExecutor Executor(this IHost host) => host.Services.GetRequiredService<RowExecutor>();

    public static Task<RowOutcome<Note>> AskAsync(this IHost host, string text = Canaries.Prompt) => host.Executor().AskAsync(Note.Of(text), TestContext.Current.CancellationToken);

    public static Task<OpenAIEmulator> StartEmulatorAsync(EmulatorOptions? options = null) => OpenAIEmulator.StartAsync(options ?? new EmulatorOptions { ApiKey = Canaries.Key }, TestContext.Current.CancellationToken);

    public static LogRecorder AddLog(this HostApplicationBuilder builder)
    {
        var log = new LogRecorder();
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        return log;
    }
}
