using Npgsql;
using NpgsqlTypes;

namespace Querent;

/// <summary>Short forms of what is done with connections here.</summary>
internal static class PostgreSqlCommands
{
    public static NpgsqlCommand Command(this NpgsqlConnection connection, string sql)
    {
        NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    /// <summary>Lets a command take as long as it does: its work grows with the journal, and the caller's token ends it.</summary>
    public static NpgsqlCommand AsLongAsItTakes(this NpgsqlCommand command)
    {
        command.CommandTimeout = 0;
        return command;
    }

    /// <summary>Gives the next parameter.</summary>
    public static NpgsqlCommand With<T>(this NpgsqlCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }

    /// <summary>Gives the next parameter, of a type that its value does not tell.</summary>
    public static NpgsqlCommand With(this NpgsqlCommand command, object? value, NpgsqlDbType type)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
        return command;
    }

    public static async Task<int> RunAsync(this NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = connection.Command(sql).AsLongAsItTakes();
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs a command and disposes of it.</summary>
    public static async Task<int> RunAsync(this NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public static Task<T?> ReadAsync<T>(this NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
        => connection.Command(sql).ReadAsync<T>(cancellationToken);

    /// <summary>Runs a command and disposes of it; the first column of its first row, or the default where there is no row or null in it.</summary>
    public static async Task<T?> ReadAsync<T>(this NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is T value ? value : default;
        }
    }
}
