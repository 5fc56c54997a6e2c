using System.Diagnostics;
using System.Net.Http.Json;
using Querent.Discretion;
using Querent.Emulator;

namespace TicketApi.Tests;

/// <summary>The sample in a process of its own, on a port that the system chooses, as somebody would run it.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private const string ListeningLine = "Now listening on: ";

    private readonly Process _process;
    private readonly Task _reading;
    private readonly List<string> _output = [];
    private readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];
    private bool _isRead;

    private SampleProcess(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    public HttpClient Client { get; } = new();

    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join('\n', _output);
            }
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts the sample; it listens when this returns.</summary>
    public static async Task<SampleProcess> StartAsync(params IEnumerable<(string Key, string Value)> settings)
    {
        SampleProcess sample = Run(settings);
        await sample.UntilSaysAsync(ListeningLine);
        string address = sample.Output.Split('\n').First(line => line.Contains(ListeningLine, StringComparison.Ordinal)).Split(ListeningLine)[1];
        sample.Client.BaseAddress = new Uri(address.Trim());
        return sample;
    }

    /// <summary>Starts it with an emulator of this process as its model.</summary>
    public static Task<SampleProcess> StartAsync(OpenAIEmulator emulator, params IEnumerable<(string Key, string Value)> settings)
        => StartAsync([("Endpoint", emulator.Endpoint.ToString()), ("Deployment", emulator.Deployments[0]), ("ApiKey", emulator.ApiKey), .. settings]);

    /// <summary>Starts it and waits until it has ended by itself.</summary>
    public static async Task<(int ExitCode, string Output)> RunToItsEndAsync(params IEnumerable<(string Key, string Value)> settings)
    {
        await using SampleProcess sample = Run(settings);
        int code = await sample.UntilEndedAsync();
        return (code, sample.Output);
    }

    public Task<HttpResponseMessage> PostAsync(string text) => Client.PostAsJsonAsync("tickets", new { text }, Token);

    /// <summary>Waits until it has written a text.</summary>
    public async Task UntilSaysAsync(string text)
    {
        var seen = new TaskCompletionSource();
        lock (_output)
        {
            if (_output.Exists(line => line.Contains(text, StringComparison.Ordinal)))
            {
                return;
            }

            if (_isRead)
            {
                throw new InvalidOperationException($"The sample has ended without saying '{text}':\n{Output}");
            }

            _awaited.Add((text, seen));
        }

        await seen.Task.WaitAsync(Token);
    }

    /// <summary>Asks it to stop, as a container's runtime does.</summary>
    public async Task TerminateAsync()
    {
        using Process kill = Process.Start("sh", ["-c", $"kill -TERM {_process.Id}"]);
        await kill.WaitForExitAsync(Token);
    }

    public async Task<int> UntilEndedAsync()
    {
        await _process.WaitForExitAsync(Token);
        await _reading;
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        await _reading;
        _process.Dispose();
        Client.Dispose();
    }

    private static SampleProcess Run(IEnumerable<(string Key, string Value)> settings)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "TicketApi.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--urls", "http://127.0.0.1:0", "--contentRoot", AppContext.BaseDirectory])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(IsOfTheMachine).ToArray())
        {
            start.Environment.Remove(name);   // no test spends anyone's money
        }

        foreach ((string key, string value) in settings)
        {
            start.Environment[$"Querent__{key}"] = value;
        }

        return new SampleProcess(Process.Start(start)!);
    }

    private static bool IsOfTheMachine(string name)
        => name.StartsWith("Querent__", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || name == "DOTNET_ENVIRONMENT";

    private async Task ReadAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync(CancellationToken.None) is { } line)
        {
            DiscretionWatch.Suite.Look("what the sample writes", line);
            lock (_output)
            {
                _output.Add(line);
                foreach ((_, TaskCompletionSource seen) in _awaited.Where(awaited => line.Contains(awaited.Text, StringComparison.Ordinal)))
                {
                    seen.TrySetResult();
                }
            }
        }

        lock (_output)
        {
            _isRead = true;
            foreach ((string text, TaskCompletionSource seen) in _awaited)
            {
                seen.TrySetException(new InvalidOperationException($"The sample has ended without saying '{text}':\n{Output}"));
            }
        }
    }
}
