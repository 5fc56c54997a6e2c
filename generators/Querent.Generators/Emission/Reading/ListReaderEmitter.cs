using Querent.Generators.Model;

namespace Querent.Generators.Emission.Reading;

/// <summary>Writes what reads a list or a set.</summary>
internal static class ListReaderEmitter
{
    public static void Emit(SourceWriter writer, TypeShape shape, ReaderEmitter readers, TypeTable types)
    {
        string type = shape.ListForm == ListForm.Collection ? shape.FullName : $"global::Querent.AnswerItems<{Access.TypeName(shape.Element, types)}>";
        writer.Line("reader.ReadStartArray();");
        writer.Line($"var items = new {type}();");
        writer.Open("while (reader.ReadElement())");
        writer.Line($"items.Add({readers.Read(shape.Element)});");
        writer.Close();
        writer.Line(shape.ListForm switch
        {
            ListForm.Array => "return items.ToArray();",
            ListForm.ImmutableArray => "return items.ToImmutableArray();",
            ListForm.Immutable => "return items.ToImmutableList();",
            ListForm.Set => "return items.ToHashSet();",
            ListForm.ImmutableSet => "return items.ToImmutableHashSet();",
            ListForm.Collection => $"return {OwnCheckEmitter.Of(shape, "items")};",
            _ => "return items.ToList();",
        });
    }
}
