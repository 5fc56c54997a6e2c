using System.Globalization;
using Querent.Generators.Binding;
using Querent.Generators.Model;

namespace Querent.Generators.Validation;

/// <summary>Finds names for properties whose columns collide with others.</summary>
internal sealed class FreeColumnNames(IReadOnlyList<ColumnBinder.Owned> columns)
{
    private readonly Dictionary<string, string> _given = new(StringComparer.Ordinal);

    /// <summary>
    /// The property's own name for columns with the first number behind it that makes all of its columns new; the same at
    /// each call.
    /// </summary>
    public string For(RowMember owner)
    {
        if (!_given.TryGetValue(owner.Name, out string? name))
        {
            name = Enumerable.Range(2, (2 * columns.Count) + 1)
                .Select(number => $"{owner.ColumnName}_{number.ToString(CultureInfo.InvariantCulture)}")
                .First(candidate => !_given.ContainsValue(candidate) && !columns.Any(column => IsTaken(column.Column.Name, candidate)));
            _given.Add(owner.Name, name);
        }

        return name;
    }

    private static bool IsTaken(string column, string name)
        => column == name || column.StartsWith(name + "_", StringComparison.Ordinal);
}
