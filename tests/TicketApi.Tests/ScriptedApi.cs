using Querent.Discretion;
using Querent.Emulator;

namespace TicketApi.Tests;

/// <summary>One run of the sample for several tests, on a model that does what a ticket's words say.</summary>
public sealed class ScriptedApi : IAsyncLifetime
{
    private OpenAIEmulator? _emulator;
    private SampleProcess? _sample;

    internal OpenAIEmulator Emulator => _emulator!;

    internal SampleProcess Sample => _sample!;

    /// <summary>Lets go of tickets that are held.</summary>
    public TaskCompletionSource Release { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _emulator = await OpenAIEmulator.StartAsync(
            new EmulatorOptions
            {
                ApiKey = Canaries.Key,
                Faults = [FaultRule.When(FaultOf)],
                Answer = request => Says(request, "sideways") && request.User.StartsWith("Say", StringComparison.Ordinal) ? new EmulatorAnswer($$"""{"topic":"{{Canaries.Answer}}","urgency":"Low"}""") : null,
                Hold = request => Says(request, "held") ? Release.Task : null,
            },
            CancellationToken.None);
        _sample = await SampleProcess.StartAsync(_emulator, ("MaxAttempts", "1"));
    }

    public async ValueTask DisposeAsync()
    {
        Release.TrySetResult();
        await Sample.DisposeAsync();
        await Emulator.DisposeAsync();
    }

    private static EmulatorFault? FaultOf(EmulatorRequest request)
        => Says(request, "throttled") ? EmulatorFault.Throttle(TimeSpan.FromSeconds(7))
        : Says(request, "down") ? EmulatorFault.Status(503)
        : Says(request, "reset") ? EmulatorFault.ResetBeforeResponse()
        : Says(request, "forbidden") ? EmulatorFault.Status(401)
        : Says(request, "filtered") ? EmulatorFault.ContentFilterPrompt()
        : Says(request, "refused") ? EmulatorFault.Refusal()
        : null;

    private static bool Says(EmulatorRequest request, string word) => request.User.Contains(word, StringComparison.Ordinal);
}
