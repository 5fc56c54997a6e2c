using System.Text.Json;
using Querent.Emulator;

namespace SampleRuns.Suite;

/// <summary>Models that a test decides the answers of.</summary>
internal static class ModelOfATest
{
    public static Task<OpenAIEmulator> StartAsync(EmulatorOptions options) => OpenAIEmulator.StartAsync(options, TestContext.Current.CancellationToken);

    /// <summary>A reply that does not say that it comes from an emulator, nor how many tokens it took.</summary>
    public static EmulatorAnswer Said(string content) => new(null)
    {
        RawBody = JsonSerializer.Serialize(new
        {
            model = "gpt-of-a-test",
            choices = new[] { new { finish_reason = "stop", message = new { content } } },
        }),
    };
}
