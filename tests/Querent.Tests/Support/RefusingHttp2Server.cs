using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Querent.Tests;

/// <summary>An HTTP/2 server that takes each request whole and then refuses its stream, which allows its client to send it again.</summary>
internal sealed class RefusingHttp2Server : IAsyncDisposable
{
    private const int PrefaceLength = 24;
    private const byte Data = 0, Headers = 1, Reset = 3, Settings = 4, Ping = 6;
    private const byte EndStream = 1, Acknowledge = 1;
    private const int RefusedStream = 7;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private int _bodies;

    public RefusingHttp2Server()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>How many requests arrived with their body.</summary>
    public int Bodies => Volatile.Read(ref _bodies);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
            NetworkStream stream = client.GetStream();
            await stream.ReadExactlyAsync(new byte[PrefaceLength], _stop.Token);
            await WriteAsync(stream, Settings, 0, 0, []);
            byte[] head = new byte[9];
            while (true)
            {
                await stream.ReadExactlyAsync(head, _stop.Token);
                int length = (head[0] << 16) | (head[1] << 8) | head[2];
                byte[] payload = new byte[length];
                await stream.ReadExactlyAsync(payload, _stop.Token);
                (byte type, byte flags, int id) = (head[3], head[4], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)));
                if (type is Settings or Ping && (flags & Acknowledge) == 0)
                {
                    await WriteAsync(stream, type, Acknowledge, 0, type == Ping ? payload : []);
                }
                else if (type is Data or Headers && (flags & EndStream) != 0)
                {
                    Interlocked.Increment(ref _bodies);
                    await WriteAsync(stream, Reset, 0, id, [0, 0, 0, RefusedStream]);
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
        {
        }
    }

    private async Task WriteAsync(NetworkStream stream, byte type, byte flags, int id, byte[] payload)
    {
        byte[] frame = [0, 0, (byte)payload.Length, type, flags, 0, 0, 0, 0, .. payload];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), id);
        await stream.WriteAsync(frame, _stop.Token);
    }
}
