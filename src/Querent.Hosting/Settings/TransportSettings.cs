namespace Querent;

/// <summary>The settings of the direct transport.</summary>
internal static class TransportSettings
{
    public static IReadOnlyList<string> Validate(QuerentOptions options, Func<string, string> keyOf)
    {
        string[] missing = [.. Missing(options)];
        if (missing.Length > 0)
        {
            return [.. missing.Select(name => $"{keyOf(name)} is not set.")];
        }

        try
        {
            ToTransportOptions(options, TimeProvider.System).Validate();
            return [];
        }
        catch (ArgumentException exception)
        {
            return [$"{keyOf(exception.ParamName ?? nameof(options.Endpoint))} is wrong. {WithoutParameter(exception)}"];
        }
    }

    public static ChatCompletionsOptions ToTransportOptions(QuerentOptions options, TimeProvider timeProvider)
    {
        var transport = new ChatCompletionsOptions
        {
            Endpoint = options.Endpoint!,
            Deployment = options.Deployment!,
            ApiKey = options.ApiKey!,
            ApiVersion = options.ApiVersion,
            TimeProvider = timeProvider,
        };
        return transport with
        {
            Temperature = options.Temperature ?? transport.Temperature,
            MaxReplyBytes = options.MaxReplyBytes ?? transport.MaxReplyBytes,
        };
    }

    private static IEnumerable<string> Missing(QuerentOptions options)
    {
        if (options.Endpoint is null)
        {
            yield return nameof(options.Endpoint);
        }

        if (string.IsNullOrWhiteSpace(options.Deployment))
        {
            yield return nameof(options.Deployment);
        }

        if (string.IsNullOrWhiteSpace(options.ApiKey))
        {
            yield return nameof(options.ApiKey);
        }
    }

    // The key says where; the framework's own addition would say so again.
    private static string WithoutParameter(ArgumentException exception)
        => exception.Message.Split(" (Parameter '", 2)[0].Split(Environment.NewLine, 2)[0];
}
