namespace Querent.Generators.Binding.Schemas;

/// <summary>What a query's answer is described by.</summary>
/// <param name="ResponseFormat">The <c>response_format</c>; a beginning of it where the schema is too large.</param>
/// <param name="Excess">What is too large; null where nothing is.</param>
internal sealed record AnswerSchema(string ResponseFormat, SchemaExcess? Excess);

/// <summary>Where a schema grows beyond a limit.</summary>
/// <param name="Path">The members that lead there.</param>
/// <param name="Reason">The limit, and what to do.</param>
internal sealed record SchemaExcess(IReadOnlyList<string> Path, string Reason);
