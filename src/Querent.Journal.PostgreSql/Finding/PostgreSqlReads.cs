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

        // In this shape each row and its calls come from their indexes, whether or not the server has statistics yet: of a run that has just
        // died it has none.
        NpgsqlCommand find = connection.Command(
            $"""
            SELECT row.key, row.ended_at, row.position, row.fingerprint, row.failure::text,
                   call.query, call.fingerprint, call.answer, call.attempts::text, call.recorded_at, call.id
            FROM unnest($2) AS asked (key)
            CROSS JOIN LATERAL (SELECT * FROM {database.QuotedSchema}.rows WHERE rows.run = $1 AND rows.key = asked.key LIMIT 1) AS row
            LEFT JOIN LATERAL (SELECT * FROM {database.QuotedSchema}.calls WHERE calls.row = row.id OFFSET 0) AS call ON true
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

    private static async Task<IReadOnlyList<JournaledRow>> ReadAsync(NpgsqlDataReader reader, Dictionary<string, string> asked, CancellationToken cancellationToken)
    {
        Dictionary<string, FoundRow> found = new(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            string key = asked[reader.GetString(0)];
            if (!found.TryGetValue(key, out FoundRow? row))
            {
                row = new FoundRow(reader.IsDBNull(1) ? null : ReadEnd(reader, key), []);
                found.Add(key, row);
            }

            if (!reader.IsDBNull(5))
            {
                row.Calls.Add((reader.GetInt64(10), PostgreSqlCalls.Read(reader, key, firstColumn: 5)));
            }
        }

        return [.. found.Select(row => new JournaledRow(row.Key, row.Value.End, [.. row.Value.Calls.OrderBy(call => call.Id).Select(call => call.Call)]))];
    }

    private static JournalRowEnd ReadEnd(NpgsqlDataReader reader, string key) => new(
        key,
        reader.GetInt64(2),
        reader.GetFieldValue<byte[]>(3),
        reader.IsDBNull(4) ? null : reader.GetString(4),
        reader.GetFieldValue<DateTimeOffset>(1));

    private sealed record FoundRow(JournalRowEnd? End, List<(long Id, JournalCall Call)> Calls);
}
