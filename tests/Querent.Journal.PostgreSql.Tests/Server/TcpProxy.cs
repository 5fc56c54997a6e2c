using System.Net;
using System.Net.Sockets;

namespace Querent.Journal.PostgreSql.Tests;

/// <summary>A stretch of network before a server: it can be cut so that the client notices and the server does not.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _target;
    private readonly List<Socket> _clients = [];
    private readonly List<Socket> _servers = [];
    private readonly Task _accepting;
    private volatile bool _holdsReplies;

    public TcpProxy(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Lets nothing through that the server says from now on.</summary>
    public void HoldReplies() => _holdsReplies = true;

    /// <summary>Ends the connections towards the client alone; new ones get through.</summary>
    public void Cut()
    {
        _holdsReplies = false;
        lock (_clients)
        {
            _clients.ForEach(client => client.Close(0));
            _clients.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        Cut();
        _servers.ForEach(server => server.Dispose());
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket client = await _listener.AcceptSocketAsync();
                var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await server.ConnectAsync(IPAddress.Loopback, _target);
                lock (_clients)
                {
                    _clients.Add(client);
                    _servers.Add(server);
                }

                _ = PumpAsync(client, server, isReply: false);
                _ = PumpAsync(server, client, isReply: true);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It was stopped.
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool isReply)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and int count)
            {
                if (isReply && _holdsReplies)
                {
                    return;
                }

                for (int sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
                }
            }

            if (isReply)
            {
                to.Close();
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // One side is gone; the other does not hear of it.
        }
    }
}
