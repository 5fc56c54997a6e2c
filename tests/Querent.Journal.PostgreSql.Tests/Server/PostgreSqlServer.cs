using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Querent.Journal.PostgreSql.Tests;

/// <summary>
/// A PostgreSQL server of its own, in a folder of its own, on a port of 127.0.0.1. It ends with the process that started it, however that
/// ends: a shell beside it reads from that process and stops the server at the end of what comes. (More than once: while it starts, it
/// hears nothing.)
/// </summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    public const string User = "querent";
    private const string UntilTheEnd = """
        exec 3<&0
        "$@" </dev/null & server=$!
        (cat <&3; while kill -INT $server; do sleep 0.2; done) >/dev/null 2>&1 &
        trap '' TERM INT
        wait $server
        """;

    private readonly DirectoryInfo _folder;
    private readonly string _data;
    private Process? _shell;

    private PostgreSqlServer(DirectoryInfo folder)
    {
        _folder = folder;
        _data = Path.Combine(folder.FullName, "data");
    }

    public int Port { get; private set; }

    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username={User};Database=postgres;SSL Mode=Disable;Timeout=5");

    /// <summary>Makes and starts a server.</summary>
    public static async Task<PostgreSqlServer> StartNewAsync()
    {
        var server = new PostgreSqlServer(Directory.CreateTempSubdirectory("querent-postgresql-"));
        await PostgreSqlPrograms.OwnAsync(server._folder.FullName);
        await PostgreSqlPrograms.RunAsync(server._folder.FullName, "initdb", "-D", server._data, "-U", User, "-E", "UTF8", "--locale=C", "--auth=trust", "--no-sync", "--no-instructions");
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts it, the first time on a port that is free, and then on the same one again.</summary>
    public async Task StartAsync()
    {
        while (true)
        {
            int port = Port != 0 ? Port : Random.Shared.Next(20_000, 32_000);   // ports above are taken by connections now and then
            if (await TryStartAsync(port))
            {
                Port = port;
                return;
            }

            if (Port != 0)
            {
                throw new InvalidOperationException($"The server could not be started again on port {Port}.");
            }
        }
    }

    /// <summary>Stops it: transactions are ended, and connections with them.</summary>
    public Task StopAsync() => StopAsync("fast");

    /// <summary>Stops it as a crash would.</summary>
    public Task CrashAsync() => StopAsync("immediate");

    public async ValueTask DisposeAsync()
    {
        if (_shell is not null)
        {
            await EndAsync();
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>Runs SQL; the first column of its first row.</summary>
    public async Task<object?> RunAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString + ";Pooling=false;Command Timeout=60");
        await using NpgsqlCommand command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private async Task StopAsync(string mode)
    {
        await PostgreSqlPrograms.RunAsync(_folder.FullName, "pg_ctl", "-D", _data, "-m", mode, "-w", "stop");
        await EndAsync();
    }

    private async Task<bool> TryStartAsync(int port)
    {
        ProcessStartInfo start = PostgreSqlPrograms.As(
            _folder.FullName,
            "/bin/sh",
            "-c", UntilTheEnd, "sh",
            PostgreSqlPrograms.PathOf("postgres"), "-D", _data, "-p", port.ToString(CultureInfo.InvariantCulture),
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=on", "-c", "shared_buffers=32MB", "-c", "max_connections=60");
        start.RedirectStandardInput = start.RedirectStandardError = true;
        _shell = Process.Start(start)!;
        while (await _shell.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Contains("ready to accept connections", StringComparison.Ordinal))
            {
                _ = _shell.StandardError.ReadToEndAsync();
                return true;
            }
        }

        await EndAsync();
        return false;
    }

    private async Task EndAsync()
    {
        _shell!.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
        _shell = null;
    }
}
