using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Querent.Answers.Suite.Shapes;

/// <summary>How <c>System.Text.Json</c> writes what our readers read.</summary>
internal static class Wire
{
    public static JsonSerializerOptions Options(NamingPolicy naming) => new()
    {
        PropertyNamingPolicy = naming switch
        {
            NamingPolicy.CamelCase => JsonNamingPolicy.CamelCase,
            NamingPolicy.SnakeCaseLower => JsonNamingPolicy.SnakeCaseLower,
            NamingPolicy.SnakeCaseUpper => JsonNamingPolicy.SnakeCaseUpper,
            NamingPolicy.KebabCaseLower => JsonNamingPolicy.KebabCaseLower,
            NamingPolicy.KebabCaseUpper => JsonNamingPolicy.KebabCaseUpper,
            _ => null,
        },
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { DropComputed } },
        MaxDepth = AnswerReader.MaxDepth,
    };

    // An answer has no property that cannot be set.
    private static void DropComputed(JsonTypeInfo type)
    {
        for (int i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i] is { Set: null, AssociatedParameter: null })
            {
                type.Properties.RemoveAt(i);
            }
        }
    }
}
