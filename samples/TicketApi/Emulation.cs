using Querent.Emulator;

namespace TicketApi;

/// <summary>Runs an emulator in this process where no model is configured, so that the sample runs without an account.</summary>
internal static class Emulation
{
    private static readonly string[] Keys = ["Querent:Api", "Querent:Endpoint", "Querent:Deployment", "Querent:ApiKey"];

    public static async Task<OpenAIEmulator?> StartUnlessConfiguredAsync(ConfigurationManager configuration)
    {
        if (Keys.Any(key => !string.IsNullOrEmpty(configuration[key])))
        {
            return null;
        }

        OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new EmulatorOptions { Latency = EmulatorLatency.Fixed(TimeSpan.FromMilliseconds(200)) });
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Querent:Endpoint"] = emulator.Endpoint.ToString(),
            ["Querent:Deployment"] = emulator.Deployments[0],
            ["Querent:ApiKey"] = emulator.ApiKey,
        });
        Console.WriteLine("Asking an emulator in this process: its answers are invented. To ask a model, set Querent__Endpoint, Querent__Deployment and Querent__ApiKey.");
        return emulator;
    }
}
