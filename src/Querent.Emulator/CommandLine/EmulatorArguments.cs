namespace Querent.Emulator;

/// <summary>Reads the program's arguments. By hand, so that the library brings no parser along to its users.</summary>
internal static class EmulatorArguments
{
    public static string Help { get; } =
        $"""
        Querent.Emulator: a local Azure OpenAI endpoint with no model behind it.

          --port N              listen on this loopback port (a free one)
          --http2-port N        listen for HTTP/2 without TLS on this port as well (off); 0 takes a free one
          --key KEY             the key that requests must carry (emulator-key); 'any' accepts all
          --deployment NAME     a deployment that exists, may be repeated (gpt-4o-mini); 'any' accepts all
          --profile NAME        whose strict schema subset holds: azure or openai (azure)
          --context TOKENS      the model's context length (128000)
          --latency MS          hold each answer so long (0)
          --sigma S             spread the latencies log-normally around --latency
          --straggle SHARE=MS   hold this share of the answers so long instead
          --throttle SHARE      answer this share with 429, from 0 to 1
          --retry-after S       the seconds that a 429 says to wait (1; for the quota's, what is exact)
          --retry-after-form F  where a 429 says it: ms, seconds, date, both (ms and seconds) or none (both)
          --fault NAME=SHARE    strike this share with a fault, may be repeated
          --burst FIRST=COUNT   answer so many requests, from the one of this number on, with 429 and no word of when to come
                                back, at once when all are there or after a second
          --seed N              which attempts are struck or straggle (0)
          --help                show this

        The quota of each deployment:
        {QuotaArguments.Help}
        While it runs, POST /emulator/behavior with such options as its text puts other latencies, faults and quotas in force, in
        place of all that were.

        Faults: {string.Join(", ", EmulatorFault.ByName.Keys)}.
        """;

    /// <exception cref="FormatException">An option is unknown, or its value makes no sense.</exception>
    public static EmulatorOptions Parse(IReadOnlyList<string> args)
    {
        var values = new ArgumentValues(args);
        double latency = 0;
        double? sigma = null;
        (double Share, double Milliseconds) stragglers = default;
        double throttle = 0;
        double? retryAfter = null;
        RetryAfterForm form = RetryAfterForm.Seconds | RetryAfterForm.Milliseconds;
        var quota = new QuotaArguments();
        FaultRule? burst = null;
        int seed = 0;
        var faults = new List<(EmulatorFault Fault, double Share)>();
        var deployments = new List<string>();
        var options = new EmulatorOptions();
        while (values.Next() is string name)
        {
            switch (name)
            {
                case "--port":
                    options = options with { Port = values.Integer(0, 65_535) };
                    break;
                case "--http2-port":
                    options = options with { Http2Port = values.Integer(0, 65_535) };
                    break;
                case "--key":
                    string key = values.Text();
                    options = options with { ApiKey = key == "any" ? null : key };
                    break;
                case "--deployment":
                    deployments.Add(values.Text());
                    break;
                case "--profile":
                    options = options with { SchemaProfile = values.OneOf(("azure", SchemaProfile.Azure), ("openai", SchemaProfile.OpenAI)) };
                    break;
                case "--context":
                    options = options with { ContextLength = values.Integer(1, int.MaxValue) };
                    break;
                case "--latency":
                    latency = values.Number(0, 3_600_000);
                    break;
                case "--sigma":
                    sigma = values.Number(0, 10);
                    break;
                case "--straggle":
                    stragglers = values.ShareOf(0, 3_600_000);
                    break;
                case "--throttle":
                    throttle = values.Number(0, 1);
                    break;
                case "--retry-after":
                    retryAfter = values.Number(0, 10_000_000);
                    break;
                case "--retry-after-form":
                    form = values.OneOf(
                        ("ms", RetryAfterForm.Milliseconds),
                        ("seconds", RetryAfterForm.Seconds),
                        ("date", RetryAfterForm.Date),
                        ("both", RetryAfterForm.Seconds | RetryAfterForm.Milliseconds),
                        ("none", RetryAfterForm.None));
                    break;
                case "--fault":
                    faults.Add(values.FaultShare());
                    break;
                case "--burst":
                    burst = values.Burst();
                    break;
                case "--seed":
                    seed = values.Integer(0, int.MaxValue);
                    break;
                default:
                    if (!quota.TryRead(name, values))
                    {
                        throw new FormatException($"There is no option '{name}'.");
                    }

                    break;
            }
        }

        if (throttle > 0)
        {
            faults.Insert(0, (EmulatorFault.Throttle(TimeSpan.FromSeconds(retryAfter ?? 1), form), throttle));
        }

        return options with
        {
            Deployments = deployments.Contains("any") ? [] : deployments.Count > 0 ? deployments : options.Deployments,
            Latency = stragglers.Share > 0
                ? LatencyOf(latency, sigma).WithStragglers(stragglers.Share, TimeSpan.FromMilliseconds(stragglers.Milliseconds), seed)
                : LatencyOf(latency, sigma),
            Quota = quota.Make(retryAfter, form),
            Faults = [.. burst is null ? Array.Empty<FaultRule>() : [burst], .. faults.Select(fault => FaultRule.Share(fault.Fault, fault.Share, seed))],
        };
    }

    private static EmulatorLatency LatencyOf(double milliseconds, double? sigma)
    {
        if (sigma is not null && milliseconds == 0)
        {
            throw new FormatException("--sigma spreads the latencies around --latency, which must be more than 0.");
        }

        var latency = TimeSpan.FromMilliseconds(milliseconds);
        return sigma is double spread ? EmulatorLatency.LogNormal(latency, spread)
            : milliseconds > 0 ? EmulatorLatency.Fixed(latency)
            : EmulatorLatency.None;
    }
}
