namespace Querent.Emulator;

/// <summary>How an emulator behaves. The functions are called by several threads at once.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The loopback port to listen on; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// Another loopback port, for HTTP/2 without TLS: 0 takes a free one; null, the default, has none. What comes there counts
    /// as what comes to <see cref="Port"/>, which speaks HTTP/1.1.
    /// </summary>
    public int? Http2Port { get; init; }

    /// <summary>The key that requests must carry as <c>api-key</c> or bearer token; null accepts any and none.</summary>
    public string? ApiKey { get; init; } = OpenAIEmulator.DefaultApiKey;

    /// <summary>The deployments that exist; empty accepts any name.</summary>
    public IReadOnlyList<string> Deployments { get; init; } = [OpenAIEmulator.DefaultDeployment];

    /// <summary>Whose strict subset schemas are held to; the narrower unless set.</summary>
    public SchemaProfile SchemaProfile { get; init; }

    /// <summary>The model's context in tokens, prompt and asked-for answer together; 4 bytes are taken for a token.</summary>
    public int ContextLength { get; init; } = 128_000;

    /// <summary>The most characters that one message's content may have.</summary>
    public int MaxContentLength { get; init; } = 1_048_576;

    /// <summary>The most bytes that a body may have; above, the reply is a 413.</summary>
    public int MaxRequestBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Whether answers carry the <c>content_filter_results</c> and <c>prompt_filter_results</c> that Azure adds.</summary>
    public bool ContentFilterResults { get; init; } = true;

    /// <summary>Headers that every reply carries beside its own, such as <c>Deprecation</c> or <c>azure-deprecating</c>; none by default.</summary>
    public IReadOnlyDictionary<string, string> ReplyHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>How long answers are held; at once unless set. Faults that replace the answer do not wait for it.</summary>
    public EmulatorLatency Latency { get; init; } = EmulatorLatency.None;

    /// <summary>What goes wrong: the first rule that names a fault for a request wins.</summary>
    public IReadOnlyList<FaultRule> Faults { get; init; } = [];

    /// <summary>What each deployment takes a minute, counted for each on its own; null, the default, for any amount.</summary>
    public EmulatorQuota? Quota { get; init; }

    /// <summary>What deployments take that have a quota of their own, by name; none by default.</summary>
    public IReadOnlyDictionary<string, EmulatorQuota> Quotas { get; init; } = new Dictionary<string, EmulatorQuota>();

    /// <summary>Scripts the answers; null, or a function that returns null, leaves the answer to the emulator.</summary>
    public Func<EmulatorRequest, EmulatorAnswer?>? Answer { get; init; }

    /// <summary>
    /// Holds a request until a task of the caller's has ended, after the latency and before the reply; null, or a function
    /// that returns null, holds nothing. For tests that decide the order in which answers come.
    /// </summary>
    public Func<EmulatorRequest, Task?>? Hold { get; init; }

    /// <summary>The clock behind <c>created</c>, quotas and the times of fault rules. Latencies are real time, whatever this says.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
