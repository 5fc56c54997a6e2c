using Querent.Generators.Binding.Data;
using Querent.Generators.Data;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;

namespace Querent.Generators.Binding.Lookups;

/// <summary>Reads a table of CSV: a line of names, and a line for each key.</summary>
internal static class CsvLookup
{
    public static IReadOnlyList<EntryData> Bind(LookupContext context)
    {
        var entries = new List<EntryData>();
        var errors = new List<DataError>();
        CsvTable? table = CsvReader.Read(context.File.Text, errors);
        foreach (DataError error in errors)
        {
            context.Report(LookupRules.Syntax, error.Span, context.File.Path, "CSV", error.Message);
        }

        if (table is null || errors.Count > 0)
        {
            return entries;
        }

        int key = KeyOf(context, table);
        bool isObject = context.Types[context.Value].Kind == ValueKind.Object;
        if (key >= 0 && (isObject ? CheckColumns(context, table, key) : CheckPair(context, table)))
        {
            foreach (CsvLine line in table.Lines)
            {
                Add(context, table, line, key, isObject, entries);
            }
        }

        context.PassOn();
        return entries;
    }

    private static void Add(LookupContext context, CsvTable table, CsvLine line, int key, bool isObject, List<EntryData> entries)
    {
        DataField name = line.Fields[key];
        if (!context.TakeKey(name.Value, name.Span.Length > 0 ? name.Span : line.Span))
        {
            return;
        }

        IEnumerable<DataProperty> properties = table.Columns
            .Select((column, i) => new DataProperty(column.Value, column.Span, line.Fields[i]))
            .Where((column, i) => i != key || context.HasMember(column.Name));
        DataValue value = isObject ? new DataObject(line.Span, properties.ToEquatableArray()) : line.Fields[1 - key];
        if (context.Binder.Bind(value, context.Value, context.NameOf(name.Value)) is { } data)
        {
            entries.Add(new EntryData(name.Value, data));
        }
    }

    private static int KeyOf(LookupContext context, CsvTable table)
    {
        if (context.Lookup.Key is not { } key)
        {
            return 0;
        }

        List<string> columns = table.Columns.Select(column => column.Value).ToList();
        int place = columns.IndexOf(key);
        if (place < 0)
        {
            context.ReportKey($"'{context.File.Path}' has no column '{key}'{NearestName.Of(key, columns).Advice}");
        }

        return place;
    }

    private static bool CheckPair(LookupContext context, CsvTable table)
    {
        bool isPair = table.Columns.Count == 2;
        if (!isPair)
        {
            context.Report(LookupRules.Value, Head(table), context.Lookup.Name, $"for values of the type '{context.Types[context.Value].DisplayName}' it has to have two columns, one of them the key");
        }

        return isPair;
    }

    // Said once, and not again for every line.
    private static bool CheckColumns(LookupContext context, CsvTable table, int key)
    {
        string type = context.Types[context.Value].DisplayName;
        IReadOnlyList<MemberShape> members = context.Members;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        bool isRight = true;
        for (int i = 0; i < table.Columns.Count; i++)
        {
            DataField column = table.Columns[i];
            if (!seen.Add(column.Value))
            {
                context.Report(LookupRules.Value, column.Span, column.Value, "it stands here twice; remove one");
                isRight = false;
            }
            else if (i != key && !context.HasMember(column.Value))
            {
                NameGuess guess = NearestName.Of(column.Value, members.Select(member => member.WireName));
                context.Report(LookupRules.UnknownProperty, column.Span.Length > 0 ? column.Span : Head(table), type, column.Value, guess.Advice);
                isRight = false;
            }
        }

        foreach (MemberShape member in members.Where(member => !seen.Contains(member.WireName) && context.Binder.IsNeeded(member, context.Types[context.Value])))
        {
            context.Report(LookupRules.MissingProperty, Head(table), context.Lookup.Name, member.WireName, $"a '{type}'");
            isRight = false;
        }

        return isRight;
    }

    private static DataSpan Head(CsvTable table) => DataSpan.FromBounds(table.Columns[0].Span.Start, table.Columns[table.Columns.Count - 1].Span.End);
}
