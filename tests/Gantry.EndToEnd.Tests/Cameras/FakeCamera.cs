using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gantry.EndToEnd.Tests.Cameras;

/// <summary>A camera of this machine that answers byte for byte as a test wants it, and counts who is connected.</summary>
internal sealed class FakeCamera : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Stream, string, CancellationToken, Task> _answer;
    private readonly List<Task> _calls = [];
    private readonly Task _loop;
    private int _connected;
    private int _accepted;

    /// <summary>Listens.</summary>
    /// <param name="answer">What it does with a connection, whose request's head it is given; it is closed afterwards.</param>
    public FakeCamera(Func<Stream, string, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _loop = Task.Run(ListenAsync);
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/?action=stream";

    /// <summary>Connections that are open now.</summary>
    public int Connected => Volatile.Read(ref _connected);

    /// <summary>Connections that there ever were.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>A JPEG, as small as its structure allows, with a number in it.</summary>
    public static byte[] Picture(int number) =>
        [
            .. Convert.FromHexString("FFD8FFC0000B080008000801011100FFDA0008010100003F00"),
            (byte)(number >> 8 & 0x7F),
            (byte)(number & 0x7F),
            0xFF,
            0xD9,
        ];

    /// <summary>A camera that sends a picture every so often, for ever, as mjpg-streamer does.</summary>
    public static FakeCamera Streaming(TimeSpan interval) =>
        new(
            async (to, _, stop) =>
            {
                await to.WriteAsync(Head("multipart/x-mixed-replace;boundary=boundarydonotcross"), stop);
                await to.WriteAsync("--boundarydonotcross\r\n"u8.ToArray(), stop);
                for (int number = 1; ; number++)
                {
                    byte[] picture = Picture(number);
                    await to.WriteAsync(
                        Encoding.ASCII.GetBytes(
                            $"Content-Type: image/jpeg\r\nContent-Length: {picture.Length}\r\nX-Timestamp: {number}\r\n\r\n"
                        ),
                        stop
                    );
                    await to.WriteAsync(picture, stop);
                    await to.WriteAsync("\r\n--boundarydonotcross\r\n"u8.ToArray(), stop);
                    await Task.Delay(interval, stop);
                }
            }
        );

    /// <summary>A camera that answers everybody with the same bytes and hangs up.</summary>
    public static FakeCamera Saying(string head, byte[]? body = null) =>
        new(
            async (to, _, stop) =>
            {
                await to.WriteAsync(Encoding.ASCII.GetBytes(head), stop);
                await to.WriteAsync(body ?? [], stop);
            }
        );

    public static byte[] Head(string type) =>
        Encoding.ASCII.GetBytes($"HTTP/1.0 200 OK\r\nConnection: close\r\nContent-Type: {type}\r\n\r\n");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        Task[] calls;
        lock (_calls)
            calls = [.. _calls];
        await Task.WhenAll(calls);
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _accepted);
                Interlocked.Increment(ref _connected);
                lock (_calls)
                    _calls.Add(AnswerAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using TcpClient closing = client;
        try
        {
            Stream stream = client.GetStream();
            await _answer(stream, await ReadHeadAsync(stream), _stop.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The other end went, or this one does.
        }
        finally
        {
            Interlocked.Decrement(ref _connected);
        }
    }

    private async Task<string> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (
            !head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal)
            && await stream.ReadAsync(one, _stop.Token) > 0
        )
            head.Append((char)one[0]);
        return head.ToString();
    }
}
