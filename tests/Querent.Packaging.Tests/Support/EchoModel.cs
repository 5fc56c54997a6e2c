using System.Text.Json;
using System.Text.RegularExpressions;
using Querent.Emulator;

namespace Querent.Packaging.Tests;

/// <summary>A model in an emulator of this process whose right answer to a message names the message.</summary>
internal static partial class EchoModel
{
    /// <summary>Starts it.</summary>
    public static Task<OpenAIEmulator> StartAsync(CancellationToken cancellationToken)
        => OpenAIEmulator.StartAsync(new EmulatorOptions { Answer = Answer }, cancellationToken);

    /// <summary>The variables that lead <c>ChatCompletionsTransport.FromEnvironment</c> to it.</summary>
    public static IReadOnlyDictionary<string, string> EnvironmentOf(OpenAIEmulator emulator) => new Dictionary<string, string>
    {
        ["AZURE_OPENAI_ENDPOINT"] = emulator.Endpoint.ToString(),
        ["AZURE_OPENAI_DEPLOYMENT"] = emulator.Deployments[0],
        ["AZURE_OPENAI_API_KEY"] = emulator.ApiKey,
    };

    private static EmulatorAnswer Answer(EmulatorRequest request)
    {
        string message = Message().Match(request.User).Groups[1].Value;
        return new EmulatorAnswer(request.User.StartsWith("Classify", StringComparison.Ordinal)
            ? $$"""{"topics":["card",{{Json(message)}}],"urgency":"High","confidence":0.5}"""
            : $$"""{"answer":{{Json($"Re: {message}")}}}""");
    }

    private static string Json(string text) => JsonSerializer.Serialize(text);

    [GeneratedRegex("<message>(.*)</message>", RegexOptions.Singleline)]
    private static partial Regex Message();
}
