using System.Net.Sockets;
using Npgsql;

namespace Querent;

/// <summary>Says what the errors of PostgreSQL and of the way to it mean for a journal: by their codes and types, never by their texts.</summary>
internal static class PostgreSqlFault
{
    public static JournalException Of(Exception exception, string place) => exception switch
    {
        JournalException fault => fault,
        PostgresException error => Of(error, place),
        ObjectDisposedException => new("The journal is closed.", exception),
        InvalidCastException or NotSupportedException => new(
            $"The journal in {place} cannot be used through this data source: it was built slim and takes no arrays. Call EnableArrays() on its builder, or give the journal a connection string.", exception),
        _ when IsPassing(exception) => Passing(
            $"The journal in {place} cannot be reached, the connection was cut, or the pool had none left. Look whether the server runs and the network lets it be reached; what was recorded is safe.", exception),
        _ => new($"The journal in {place} cannot be reached: {exception.GetType().Name}. Check host, user, password and TLS in what it was opened with.", exception),
    };

    /// <summary>The schema holds something else.</summary>
    public static JournalException Foreign(string place) => new(
        $"The {place} is no journal of Querent's, and was left as it is. Name a schema of its own in {nameof(PostgreSqlJournalOptions)}.{nameof(PostgreSqlJournalOptions.Schema)}.");

    /// <summary>The schema was a journal and is damaged.</summary>
    public static JournalException Torn(string place, Exception? exception = null) => new(
        $"The journal in {place} is damaged: a table, column or index is missing or was changed. Restore it from a backup, or name another schema; a new one asks everything again.", exception);

    private static JournalException Of(PostgresException error, string place) => error.SqlState switch
    {
        "53100" => Passing($"The disk of the journal in {place} is full. Make room; what was recorded is safe.", error),
        "53300" => Passing($"The journal in {place} has no connection left: max_connections is reached. A run takes one for itself and now and then a second.", error),
        "57P01" or "57P02" or "57P03" or "57P05" => Passing($"The journal in {place} cannot be reached: its server is being stopped or restarted, or the connection was ended.", error),
        "57014" => Passing($"The journal in {place} took longer than statement_timeout allows.", error),
        "25006" => Passing($"The journal in {place} cannot be written: its server is read-only, a standby or about to be taken over. Name the primary.", error),
        "55P03" or "55006" => Passing($"The journal in {place} is locked by another program.", error),
        "42501" => new(
            $"The user may not read or write the journal in {place}. Grant it CREATE on the database, or make the schema and grant USAGE and CREATE on it; a journal whose tables are there needs USAGE on the schema and SELECT, INSERT, UPDATE and DELETE on them.", error),
        "3D000" => new($"The journal in {place} cannot be opened: there is no such database. Create it, with the encoding UTF8.", error),
        "3F000" or "42P01" or "42703" or "42P10" or "42804" or "XX001" or "XX002" => Torn(place, error),
        ['2', '8', ..] => new($"The journal in {place} cannot be opened: the server refuses the user ({error.SqlState}). Check user, password and the server's pg_hba.conf.", error),
        ['0', '8', ..] or ['4', '0', ..] or ['5', '3', ..] or ['5', '8', ..] => Passing($"The journal in {place} cannot be used at the moment: PostgreSQL's error {error.SqlState}.", error),
        _ => new($"The journal in {place} cannot be used: PostgreSQL's error {error.SqlState}.", error),
    };

    private static bool IsPassing(Exception exception) => exception switch
    {
        SocketException or IOException or TimeoutException or OperationCanceledException => true,
        NpgsqlException { IsTransient: true } => true,
        { InnerException: { } inner } => IsPassing(inner),
        _ => false,
    };

    private static JournalException Passing(string message, Exception exception) => new(message, exception) { IsTransient = true };
}
