using System.Text;

namespace Querent;

/// <summary>How a <see cref="PostgreSqlJournal"/> is opened.</summary>
public sealed record PostgreSqlJournalOptions
{
    private const int LongestSchema = 63;

    /// <summary>
    /// The schema that holds the journal's tables, and nothing else; <c>querent</c> by default, up to 63 bytes of UTF-8. Journals of one database
    /// are told apart by it.
    /// </summary>
    public string Schema { get; init; } = "querent";

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Schema);
        if (Schema.Contains('\0', StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(Schema) > LongestSchema)
        {
            throw new ArgumentException($"{nameof(Schema)} must be up to {LongestSchema} bytes of UTF-8, without U+0000.", nameof(Schema));
        }

        if (Schema.StartsWith("pg_", StringComparison.Ordinal) || Schema == "information_schema")
        {
            throw new ArgumentException($"{nameof(Schema)} must not be '{Schema}': PostgreSQL keeps these names for itself.", nameof(Schema));
        }
    }
}
