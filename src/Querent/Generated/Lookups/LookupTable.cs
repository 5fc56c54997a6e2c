namespace Querent;

/// <summary>Looks things up for prompts and conditions. Called by generated code.</summary>
public static class LookupTable
{
    /// <summary>The entry of a key.</summary>
    /// <typeparam name="T">The type of the table's values.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="key">The key; null has no entry.</param>
    /// <param name="name">The table's name in templates.</param>
    /// <exception cref="LookupException">The table has no entry for the key.</exception>
    public static T Get<T>(IReadOnlyDictionary<string, T> table, string? key, string name)
    {
        ArgumentNullException.ThrowIfNull(table);
        return key is not null && table.TryGetValue(key, out T? value) ? value : throw new LookupException(name);
    }
}
