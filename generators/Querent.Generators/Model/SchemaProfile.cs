namespace Querent.Generators.Model;

/// <summary>Whose strict subset of JSON schema an answer is described in; the numbers are those of <c>Querent.AnswerSchemaProfile</c>.</summary>
internal enum SchemaProfile
{
    Azure,
    OpenAI,
}
