using Querent.Generators.Binding.Data;
using Querent.Generators.Data;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;

namespace Querent.Generators.Binding.Lookups;

/// <summary>Reads a table of JSON: an object with a value for each key, or a list of objects that have a key.</summary>
internal static class JsonLookup
{
    public static IReadOnlyList<EntryData> Bind(LookupContext context)
    {
        var entries = new List<EntryData>();
        switch (JsonReader.Read(context.File.Text, out DataError? error))
        {
            case null:
                context.Report(LookupRules.Syntax, error!.Span, context.File.Path, "JSON", error.Message);
                break;
            case DataObject table:
                BindObject(context, table, entries);
                break;
            case DataArray list:
                BindList(context, list, entries);
                break;
            case var other:
                context.Report(LookupRules.Value, other.Span, context.Lookup.Name, "it has to be an object with a value for each key, or a list of objects");
                break;
        }

        context.PassOn();
        return entries;
    }

    private static void BindObject(LookupContext context, DataObject table, List<EntryData> entries)
    {
        string? key = context.Lookup.Key;
        if (key is not null && !context.HasMember(key))
        {
            context.ReportKey($"the file is an object, whose names are the keys, and a '{context.Types[context.Value].DisplayName}' has no property '{key}' to put them in; leave Key out");
            return;
        }

        foreach (DataProperty property in table.Properties)
        {
            DataValue value = property.Value;
            if (key is not null && value is DataObject given && given.Properties.All(other => other.Name != key))
            {
                var own = new DataProperty(key, property.NameSpan, new DataText(property.NameSpan, property.Name));
                value = given with { Properties = given.Properties.Append(own).ToEquatableArray() };
            }

            else if (key is not null && value is DataObject whole && whole.Properties.FirstOrDefault(other => other.Name == key) is { } said
                && (said.Value is not DataText text || text.Value != property.Name))
            {
                context.Report(LookupRules.Key, said.Value.Span, context.Lookup.Name, $"'{key}' differs from the name '{property.Name}' that the object stands under");
            }

            Add(context, property.Name, property.NameSpan, value, entries);
        }
    }

    private static void BindList(LookupContext context, DataArray list, List<EntryData> entries)
    {
        if (context.Lookup.Key is not { } key)
        {
            context.ReportKey("the file is a list; name the property that is the key, as in [Lookup(\"…\", Key = \"code\")]");
            return;
        }

        foreach (DataValue item in list.Items)
        {
            if (item is not DataObject given)
            {
                context.Report(LookupRules.Value, item.Span, context.Lookup.Name, "its list has to hold objects");
                continue;
            }

            DataProperty? own = given.Properties.FirstOrDefault(property => property.Name == key);
            if (own is null)
            {
                context.Report(LookupRules.Key, new DataSpan(item.Span.Start, 1), context.Lookup.Name, $"this object has no '{key}'");
            }
            else if (own.Value is not DataText { Value: var name })
            {
                context.Report(LookupRules.Value, own.Value.Span, key, "a key has to be a text");
            }
            else
            {
                DataObject value = context.HasMember(key)
                    ? given
                    : given with { Properties = given.Properties.Where(property => property.Name != key).ToEquatableArray() };
                Add(context, name, own.Value.Span, value, entries);
            }
        }
    }

    private static void Add(LookupContext context, string key, DataSpan span, DataValue value, List<EntryData> entries)
    {
        if (context.TakeKey(key, span) && context.Binder.Bind(value, context.Value, context.NameOf(key)) is { } data)
        {
            entries.Add(new EntryData(key, data));
        }
    }
}
