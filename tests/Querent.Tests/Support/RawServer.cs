using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Querent.Tests;

/// <summary>A server that answers each connection with the bytes given, whatever is asked, and keeps what it was sent.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, string> _respond;
    private readonly Task _accepting;

    public RawServer(Func<string, string> respond)
    {
        _respond = respond;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public ConcurrentQueue<string> Requests { get; } = new();

    public static string Http(string statusLine, string body, string headers = "")
        => $"HTTP/1.1 {statusLine}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n{headers}\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                string request = await ReadRequestAsync(client.GetStream());
                Requests.Enqueue(request);
                await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(_respond(request)), _stop.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
        }
    }

    private async Task<string> ReadRequestAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        byte[] buffer = new byte[64 * 1024];
        while (true)
        {
            int read = await stream.ReadAsync(buffer, _stop.Token);
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
            string soFar = text.ToString();
            int body = soFar.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
            if (read == 0 || (body >= 4 && Encoding.UTF8.GetByteCount(soFar[body..]) >= ContentLength(soFar)))
            {
                return soFar;
            }
        }
    }

    private static int ContentLength(string request)
    {
        const string name = "Content-Length:";
        int start = request.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return 0;
        }

        int at = start + name.Length;
        return int.Parse(request.AsSpan(at, request.IndexOf('\r', at) - at), System.Globalization.CultureInfo.InvariantCulture);
    }
}
