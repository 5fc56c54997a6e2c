using Microsoft.CodeAnalysis;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>Reads what a row's or query's attribute asks of the model beside the prompt.</summary>
internal static class RequestReader
{
    public static RequestShape Read(AttributeData attribute) => new()
    {
        MaxOutputTokens = attribute.Named(nameof(RequestShape.MaxOutputTokens)) as int?,
        Temperature = attribute.Named(nameof(RequestShape.Temperature)) as double?,
        TopP = attribute.Named(nameof(RequestShape.TopP)) as double?,
        Seed = attribute.Named(nameof(RequestShape.Seed)) as long?,
        Stop = attribute.NamedStrings(nameof(RequestShape.Stop)),
        ReasoningEffort = attribute.Named(nameof(RequestShape.ReasoningEffort)) as string,
        TakesEffortBack = attribute.NamedArguments.Any(argument => argument is { Key: nameof(RequestShape.ReasoningEffort), Value.IsNull: true }),
    };
}
