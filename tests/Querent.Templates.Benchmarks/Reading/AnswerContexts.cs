using System.Text.Json;
using System.Text.Json.Serialization;
using SupportTriage;

namespace Querent.Templates.Benchmarks.Reading;

/// <summary>The serializer as strict as it can be made; ranges remain unchecked.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Triage))]
[JsonSerializable(typeof(CaseMark))]
[JsonSerializable(typeof(Invoice))]
internal sealed partial class StrictContext : JsonSerializerContext;

/// <summary>The serializer as it comes: what is missing, unknown or there twice is taken.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Triage))]
[JsonSerializable(typeof(CaseMark))]
[JsonSerializable(typeof(Invoice))]
internal sealed partial class LenientContext : JsonSerializerContext;
