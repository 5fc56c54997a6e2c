using System.Collections.Immutable;
using Npgsql;

namespace Querent;

/// <summary>Finds rows of a run: all that are asked for by one query.</summary>
internal static class PostgreSqlReads
{
    public static async Task<IReadOnlyList<JournaledRow>> FindAsync(PostgreSqlDatabase database, NpgsqlConnection connection, long run, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var asked = new Dictionary<string, string>(keys.Count, StringComparer.Ordinal);   // the keys by the form that is stored
        foreach (string key in keys)
        {
            asked[PostgreSqlText.KeyOf(key)] = key;
        }

        NpgsqlCommand find = connection.Command(
            $"""
            SELECT rows.key, rows.ended_at, rows.position, rows.fingerprint, rows.failure::text,
                   calls.query, calls.fingerprint, calls.answer, calls.attempts::text, calls.recorded_at
            FROM {database.QuotedSchema}.rows LEFT JOIN {database.QuotedSchema}.calls ON calls.row = rows.id
            WHERE rows.run = $1 AND rows.key = ANY ($2)
            ORDER BY rows.id, calls.id
            """)
            .With(run).With<string[]>([.. asked.Keys]);
        await using (find.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await find.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await ReadAsync(reader, asked, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<List<JournaledRow>> ReadAsync(NpgsqlDataReader reader, Dictionary<string, string> asked, CancellationToken cancellationToken)
    {
        List<JournaledRow> found = [];
        ImmutableArray<JournalCall>.Builder calls = ImmutableArray.CreateBuilder<JournalCall>();
        string? key = null;
        JournalRowEnd? end = null;
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            string next = asked[reader.GetString(0)];
            if (next != key)
            {
                Close();
                key = next;
                end = reader.IsDBNull(1) ? null : ReadEnd(reader, key);
            }

            if (!reader.IsDBNull(5))
            {
                calls.Add(PostgreSqlCalls.Read(reader, next, firstColumn: 5));
            }
        }

        Close();
        return found;

        void Close()
        {
            if (key is not null)
            {
                found.Add(new JournaledRow(key, end, calls.DrainToImmutable()));
            }
        }
    }

    private static JournalRowEnd ReadEnd(NpgsqlDataReader reader, string key) => new(
        key,
        reader.GetInt64(2),
        reader.GetFieldValue<byte[]>(3),
        reader.IsDBNull(4) ? null : reader.GetString(4),
        reader.GetFieldValue<DateTimeOffset>(1));
}
