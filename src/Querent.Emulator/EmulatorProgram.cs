using System.Runtime.InteropServices;

namespace Querent.Emulator;

/// <summary>The emulator as a program: says where it listens and how to point a client at it, and runs until it is told to stop.</summary>
internal static class EmulatorProgram
{
    private const int BadOptions = 2;

    public static async Task<int> Main(string[] args)
    {
        using var stop = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return await RunAsync(args, Console.Out, Console.Error, stop.Token).ConfigureAwait(false);

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    /// <summary>Runs until cancelled; 0 when told to stop, 1 when the port is taken, 2 when the options make no sense.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (args.Contains("--help") || args.Contains("-h"))
        {
            await output.WriteLineAsync(EmulatorArguments.Help).ConfigureAwait(false);
            return 0;
        }

        EmulatorOptions options;
        try
        {
            options = EmulatorArguments.Parse(args);
        }
        catch (FormatException exception)
        {
            await error.WriteLineAsync($"{exception.Message}\nTry --help.").ConfigureAwait(false);
            return BadOptions;
        }

        try
        {
            OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(options, cancellationToken).ConfigureAwait(false);
            await using (emulator.ConfigureAwait(false))
            {
                await output.WriteLineAsync(Describe(emulator)).ConfigureAwait(false);
                await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
                await UntilAsync(cancellationToken).ConfigureAwait(false);
            }

            return 0;
        }
        catch (IOException exception)
        {
            await error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return 1;
        }
    }

    private static string Describe(OpenAIEmulator emulator) =>
        $"""
        Emulating Azure OpenAI; no model is behind it. Ctrl+C stops it.

        export AZURE_OPENAI_ENDPOINT={emulator.Endpoint}
        export AZURE_OPENAI_DEPLOYMENT={(emulator.Deployments is [string first, ..] ? first : OpenAIEmulator.DefaultDeployment)}
        export AZURE_OPENAI_API_KEY={emulator.ApiKey}

        As OpenAI: OPENAI_BASE_URL={emulator.Endpoint}v1{(emulator.Http2Endpoint is { } http2 ? $"\nOver HTTP/2: {http2}" : "")}
        Counters: curl {emulator.Endpoint}emulator/counters
        """;

    private static async Task UntilAsync(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), stopped))
        {
            await stopped.Task.ConfigureAwait(false);
        }
    }
}
