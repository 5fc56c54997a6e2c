using System.Globalization;
using Querent.Generators.Binding.Data;
using Querent.Generators.Binding.Lookups;
using Querent.Generators.Discovery;
using Querent.Generators.Model;

namespace Querent.Generators.Emission.Data;

/// <summary>
/// Writes the tables of lookup files: the other part of each property, and a class that makes the table when it is asked for
/// the first time. It keeps the order of the file, which a frozen dictionary would not, for templates that loop over it.
/// </summary>
internal sealed class LookupEmitter(TypeTable types)
{
    private const string Holder = "QuerentLookups";
    private const string Generic = "global::System.Collections.Generic";

    // A method of very many lines takes the compilers long.
    private const int EntriesOfAMethod = 500;

    private readonly DataEmitter _data = new(types);

    /// <summary>The other parts of the tables of a row that has an error.</summary>
    public static void EmitUnfilled(SourceWriter writer, RowShape row)
    {
        foreach (LookupShape lookup in row.Lookups.Where(lookup => lookup.IsOpen))
        {
            EmitProperty(writer, lookup, row.Types, "throw new global::System.InvalidOperationException(\"The table was not filled, because its row has an error.\")");
        }
    }

    public void Emit(SourceWriter writer, IReadOnlyCollection<LookupProgram> lookups)
    {
        foreach (LookupProgram lookup in lookups)
        {
            EmitProperty(writer, lookup.Shape, types, $"{Holder}.{lookup.Shape.Name}Lookup.Table");
        }

        if (lookups.Count == 0)
        {
            return;
        }

        writer.Blank();
        writer.Line(RowEmitter.GeneratedCode);
        writer.Open($"private static class {Holder}");
        foreach (LookupProgram lookup in lookups)
        {
            EmitTable(writer, lookup);
        }

        writer.Close();
    }

    private static void EmitProperty(SourceWriter writer, LookupShape lookup, TypeTable types, string value)
    {
        writer.Blank();
        writer.Line(RowEmitter.GeneratedCode);
        writer.Line($"{lookup.Modifiers} {Access.TypeName(lookup.Type, types)} {Identifier.Escape(lookup.Name)} => {value};");
    }

    private void EmitTable(SourceWriter writer, LookupProgram lookup)
    {
        string value = Access.TypeName(types[lookup.Shape.Type].Element, types);
        writer.Line($"// {lookup.Path}");
        writer.Open($"internal static class {lookup.Shape.Name}Lookup");
        writer.Line($"internal static readonly global::System.Collections.ObjectModel.ReadOnlyDictionary<string, {value}> Table = new(Read());");
        writer.Blank();
        writer.Open($"private static {Generic}.Dictionary<string, {value}> Read()");
        writer.Line($"var table = new {Generic}.Dictionary<string, {value}>({Text(lookup.Entries.Count)}, global::System.StringComparer.Ordinal);");
        int methods = (lookup.Entries.Count + EntriesOfAMethod - 1) / EntriesOfAMethod;
        if (methods == 1)
        {
            EmitEntries(writer, lookup.Entries);
        }

        for (int i = 1; i <= methods && methods > 1; i++)
        {
            writer.Line($"Read{Text(i)}(table);");
        }

        writer.Line("return table;");
        writer.Close();
        for (int i = 1; i <= methods && methods > 1; i++)
        {
            writer.Blank();
            writer.Open($"private static void Read{Text(i)}({Generic}.Dictionary<string, {value}> table)");
            EmitEntries(writer, lookup.Entries.Skip((i - 1) * EntriesOfAMethod).Take(EntriesOfAMethod));
            writer.Close();
        }

        writer.Close();
    }

    private void EmitEntries(SourceWriter writer, IEnumerable<EntryData> entries)
    {
        foreach (EntryData entry in entries)
        {
            writer.Line($"table.Add({Literal.Of(entry.Key)}, {_data.Of(entry.Value)});");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
