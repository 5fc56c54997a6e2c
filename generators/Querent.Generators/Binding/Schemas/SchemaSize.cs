using System.Globalization;

namespace Querent.Generators.Binding.Schemas;

/// <summary>Counts what a schema holds, and keeps the place at which it first holds too much.</summary>
internal sealed class SchemaSize(SchemaLimits limits)
{
    private int _properties;
    private int _enumValues;
    private int _characters;

    /// <summary>The members that lead to what is counted.</summary>
    public List<string> Path { get; set; } = [];

    public SchemaExcess? Excess { get; private set; }

    public void AddProperty(string name)
    {
        _properties++;
        AddCharacters(name.Length);
        Limit(_properties, limits.Properties, $"properties in all, the most that {limits.Provider} takes; split the query");
    }

    public void AddEnum(IReadOnlyCollection<string> values)
    {
        _enumValues += values.Count;
        AddCharacters(values.Sum(value => value.Length));
        Limit(_enumValues, SchemaLimits.EnumValues, "enum values in all, the most that providers take; make one of the enums a string");
    }

    public void AddCharacters(int characters)
    {
        _characters += characters;
        Limit(_characters, SchemaLimits.Characters, "characters of names and enum values in all, the most that providers take; shorten them, or split the query");
    }

    private void Limit(int count, int most, string what)
    {
        if (count > most)
        {
            Excess ??= new SchemaExcess([.. Path], $"its schema would have more than {most.ToString(CultureInfo.InvariantCulture)} {what}");
        }
    }
}
