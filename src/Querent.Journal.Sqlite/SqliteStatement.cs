using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Querent;

/// <summary>
/// A prepared statement that runs many times: with SQLite's own functions, since a command makes a reader each time, and boxes its
/// parameters. For the thread of one connection.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private int _next = 1;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _connection = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_connection, sql, out _statement), _connection);
    }

    /// <summary>Gives the next parameter its value.</summary>
    public SqliteStatement With(long value) => Bound(raw.sqlite3_bind_int64(_statement, _next, value));

    /// <inheritdoc cref="With(long)"/>
    public SqliteStatement With(string? value)
        => Bound(value is null ? raw.sqlite3_bind_null(_statement, _next) : raw.sqlite3_bind_text(_statement, _next, value));

    /// <inheritdoc cref="With(long)"/>
    public SqliteStatement With(ReadOnlyMemory<byte>? value)
        => Bound(value is { } bytes ? raw.sqlite3_bind_blob(_statement, _next, bytes.Span) : raw.sqlite3_bind_null(_statement, _next));

    /// <summary>Gives the next parameter a text that is UTF-8 already.</summary>
    public SqliteStatement WithUtf8(ReadOnlyMemory<byte> value) => Bound(raw.sqlite3_bind_text(_statement, _next, value.Span));

    /// <summary>Runs the statement to its first row; the number in that row's first column, or null when there is none.</summary>
    public long? Run()
    {
        long? number = Step() ? Number(0) : null;
        Reset();
        return number;
    }

    /// <summary>Goes to the next row; false when there is none. <see cref="Reset"/> must follow the last.</summary>
    public bool Step()
    {
        int result = raw.sqlite3_step(_statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            int reset = Reset();
            SqliteException.ThrowExceptionForRC(reset, _connection);
        }

        return result == raw.SQLITE_ROW;
    }

    /// <summary>Makes the statement ready for other values.</summary>
    public int Reset()
    {
        _next = 1;
        int result = raw.sqlite3_reset(_statement);
        raw.sqlite3_clear_bindings(_statement);
        return result;
    }

    /// <summary>Whether a column of the row is null.</summary>
    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <summary>A column of the row as a number.</summary>
    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>A column of the row as text.</summary>
    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    /// <summary>A column of the row as bytes of the caller's own.</summary>
    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    public void Dispose() => _statement.Dispose();

    private SqliteStatement Bound(int result)
    {
        SqliteException.ThrowExceptionForRC(result, _connection);
        _next++;
        return this;
    }
}
