using System.Globalization;
using Querent.Generators.Model;

namespace Querent.Generators.Emission;

/// <summary>Writes what is asked of the model beside a prompt.</summary>
internal static class RequestEmitter
{
    /// <summary>The C# of the options; null where nothing is asked that they hold.</summary>
    public static string? Options(RequestShape request)
    {
        var values = new List<string>();
        Add("Temperature", request.Temperature is { } temperature ? Number(temperature) : null);
        Add("TopP", request.TopP is { } topP ? Number(topP) : null);
        Add("Seed", request.Seed?.ToString(CultureInfo.InvariantCulture) + (request.Seed is null ? null : "L"));
        Add("Stop", request.Stop is { Count: > 0 } stop ? $"global::System.Collections.Immutable.ImmutableArray.Create<string>({string.Join(", ", stop.Select(Literal.Of))})" : null);
        Add("ReasoningEffort", request.ReasoningEffort is { } effort ? Literal.Of(effort) : null);
        return values.Count == 0 ? null : $"new global::Querent.CompletionOptions {{ {string.Join(", ", values)} }}";

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                values.Add($"{name} = {value}");
            }
        }
    }

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture) + "d";
}
