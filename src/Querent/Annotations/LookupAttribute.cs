namespace Querent;

/// <summary>
/// Fills a <c>static partial</c> property of a row from a file when the project is built, for templates to look things up
/// in: <c>{{ Weights[criterion.Code].Share }}</c>. The property's type is an <c>IReadOnlyDictionary&lt;string, T&gt;</c>.
/// </summary>
/// <param name="file">
/// The path of a JSON or CSV file, from the project's folder: one of the project's <c>LookupFile</c> items, such as those in
/// <c>Lookups/</c>. JSON is one object with a value for each key, or a list of objects, one property of which is the
/// <see cref="Key"/>; CSV (RFC 4180) has a line of names first.
/// </param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LookupAttribute(string file) : Attribute
{
    /// <summary>The file's path.</summary>
    public string File { get; } = file;

    /// <summary>
    /// The name in the file of the property or column that is the key; the first column of a CSV file when null. Where the
    /// value's type has a property of that name it is filled too.
    /// </summary>
    public string? Key { get; init; }
}
