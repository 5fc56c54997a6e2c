using System.Text.Json;

namespace Querent;

/// <summary>The kinds of error as they are called in measurements: <c>timed_out</c> for <see cref="QueryErrorKind.TimedOut"/>.</summary>
internal static class ErrorTypes
{
    private static readonly string[] Names =
        [.. Enum.GetValues<QueryErrorKind>().Select(kind => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()))];

    public static string Of(QueryErrorKind kind) => Names[(int)kind];
}
