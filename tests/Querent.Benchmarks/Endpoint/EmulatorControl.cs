using Querent.Benchmarks.CommandLine;

namespace Querent.Benchmarks.Endpoint;

/// <summary>Tells an emulator how to behave, and reads its counters, over HTTP.</summary>
internal sealed class EmulatorControl(Uri endpoint) : IDisposable
{
    private readonly HttpClient _http = new();

    /// <summary>Changes latencies, faults and quotas while it runs: what the options do not name is as at a start without any.</summary>
    /// <param name="options">As on the emulator's command line.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task BehaveAsync(string options, CancellationToken cancellationToken)
    {
        using var content = new StringContent(options);
        using HttpResponseMessage response = await _http.PostAsync(new Uri(endpoint, "emulator/behavior"), content, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new BenchmarkException($"The emulator did not take '{options}': {await response.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    /// <summary>Forgets what was counted so far, and how often each prompt has come.</summary>
    public async Task ResetAsync(CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _http.PostAsync(new Uri(endpoint, "emulator/counters/reset"), null, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Its counters since the last reset.</summary>
    public async Task<EmulatorCount> ReadAsync(CancellationToken cancellationToken)
        => EmulatorCount.Parse(await _http.GetByteArrayAsync(new Uri(endpoint, "emulator/counters"), cancellationToken));

    public void Dispose() => _http.Dispose();
}
