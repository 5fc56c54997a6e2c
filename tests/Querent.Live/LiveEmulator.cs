using System.Text.RegularExpressions;
using Querent.Emulator;
using Querent.Live.Checks;

namespace Querent.Live;

/// <summary>The emulator as a deployment that knows the checks' prompts.</summary>
internal static partial class LiveEmulator
{
    private const int QuotaOfRequests = 40;

    public static Task<OpenAIEmulator> StartAsync(CancellationToken cancellationToken)
    {
        int throttled = 0;
        return OpenAIEmulator.StartAsync(
            new EmulatorOptions
            {
                Answer = Echo,
                Faults =
                [
                    FaultRule.When(request => request.User switch
                    {
                        ErrorChecks.LongAnswer => EmulatorFault.Truncated(),
                        ErrorChecks.FilteredPrompt => EmulatorFault.ContentFilterPrompt(),
                        { } prompt when prompt.StartsWith(ThrottleCheck.Prompt, StringComparison.Ordinal) && Interlocked.Increment(ref throttled) > QuotaOfRequests
                            => EmulatorFault.Throttle(TimeSpan.FromSeconds(2)),
                        _ => null,
                    }),
                ],
            },
            cancellationToken);
    }

    private static EmulatorAnswer? Echo(EmulatorRequest request)
    {
        Match names = Names().Match(request.User ?? "");
        return names.Success ? new EmulatorAnswer($$"""{"row":{{names.Groups[1]}},"query":"{{names.Groups[2]}}"}""") : null;
    }

    [GeneratedRegex(@"^row (\d+), query (\w+)")]
    private static partial Regex Names();
}
