using System.Text.Json.Serialization;

namespace SolutionMarking;

/// <summary>A line of the data set, under the names that its authors gave things.</summary>
internal sealed record SolvedQuestion(
    string Question,
    string GroundTruth,
    [property: JsonPropertyName("6b_finetuning")] Solution Small,
    [property: JsonPropertyName("6b_verification")] Solution SmallVerified,
    [property: JsonPropertyName("175b_finetuning")] Solution Large,
    [property: JsonPropertyName("175b_verification")] Solution LargeVerified)
{
    public Marking.Input ToInput() => new()
    {
        Question = Question,
        GroundTruth = GroundTruth,
        Small = Small,
        SmallVerified = SmallVerified,
        Large = Large,
        LargeVerified = LargeVerified,
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SolvedQuestion))]
internal sealed partial class SolvedQuestionJson : JsonSerializerContext;
