using Querent.Generators.Binding.Prompts;
using Querent.Generators.Model;

namespace Querent.Generators.Emission.Prompts;

/// <summary>Writes the helpers that give a value's JSON as a string, for filters that take one.</summary>
internal sealed class JsonTextEmitter(TypeTable types, HelperNames names, JsonEmitter json)
{
    private readonly HashSet<TypeRef> _seen = [];
    private readonly Queue<TypeRef> _open = new();

    /// <summary>A call that gives the JSON of a value.</summary>
    public string TextOf(BoundType type, string value)
    {
        if (!type.IsKnown)
        {
            return $"global::Querent.PromptText.Json(writer, {(type.IsNullable ? $"({value})!" : value)})";
        }

        if (_seen.Add(type.Reference))
        {
            _open.Enqueue(type.Reference);
        }

        return $"{NameOf(type.Reference)}(writer, {value})";
    }

    /// <summary>Writes the helpers that were asked for.</summary>
    public void Emit(SourceWriter writer)
    {
        while (_open.Count > 0)
        {
            TypeRef type = _open.Dequeue();
            writer.Blank();
            writer.Open($"private static string {NameOf(type)}(global::Querent.PromptWriter writer, {Access.TypeName(type, types)} value)");
            writer.Line("global::System.Text.Json.Utf8JsonWriter json = writer.BeginJsonText();");
            json.Value(writer, "value", type, new HashSet<string>(StringComparer.Ordinal) { "writer", "value", "json" }, "json");
            writer.Line("return writer.EndJsonText();");
            writer.Close();
        }
    }

    private string NameOf(TypeRef type) => names.ForType(type.IsNullable ? "JsonOfNullable" : "JsonOf", type.Id);
}
