using System.Net;
using System.Net.Sockets;
using Gantry.Tests.Rfc2217;

namespace Gantry.Tests.Sharing.Access;

/// <summary>A client of a share, byte by byte.</summary>
internal sealed class SharePeer : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Socket _socket;
    private readonly List<byte> _received = [];
    private readonly byte[] _buffer = new byte[64 * 1024];

    private SharePeer(Socket socket) => _socket = socket;

    public IPEndPoint Address => (IPEndPoint)_socket.LocalEndPoint!;

    public static async Task<SharePeer> ConnectAsync(IPEndPoint address, int? receiveBuffer = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer is { } size)
            socket.ReceiveBufferSize = size;
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port));
        return new SharePeer(socket);
    }

    /// <summary>Says that it speaks RFC 2217, and waits until the server does; the port's first report is read, too.</summary>
    public async Task<SharePeer> AgreeAsync()
    {
        await SendAsync("ff fb 2c");
        await ReadThroughAsync("ff fd 2c");
        // The lines of a pty: none is on.
        await ReadThroughAsync("ff fa 2c 6b 00 ff f0");
        return this;
    }

    public Task SendAsync(string hex) => SendAsync(Hex.Bytes(hex));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!bytes.IsEmpty)
            bytes = bytes[await _socket.SendAsync(bytes, SocketFlags.None, limit.Token)..];
    }

    /// <summary>Sends one COM-PORT command.</summary>
    public Task CommandAsync(string hex) => SendAsync($"ff fa 2c {hex} ff f0");

    /// <summary>Sends one COM-PORT command, and expects exactly one as the next thing that comes.</summary>
    public async Task AskAsync(string command, string answer)
    {
        await CommandAsync(command);
        string expected = $"ff fa 2c {answer} ff f0";
        Hex.Text(await ReadAsync(Hex.Bytes(expected).Length)).ShouldBe(expected, $"after {command}");
    }

    /// <summary>The next so many bytes.</summary>
    public async Task<byte[]> ReadAsync(int count)
    {
        while (_received.Count < count)
            (await ReceiveAsync()).ShouldBeTrue($"The connection ended after {Hex.Text([.. _received])}");
        return Take(count);
    }

    /// <summary>Everything up to and with a sequence.</summary>
    public async Task<byte[]> ReadThroughAsync(string hex)
    {
        byte[] wanted = Hex.Bytes(hex);
        while (true)
        {
            int at = _received.ToArray().AsSpan().IndexOf(wanted);
            if (at >= 0)
                return Take(at + wanted.Length);
            (await ReceiveAsync()).ShouldBeTrue($"Expected {hex}; it ended after {Hex.Text([.. _received])}");
        }
    }

    /// <summary>Everything up to the end of the connection.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        while (await ReceiveAsync()) { }
        return Take(_received.Count);
    }

    public void EndSending() => _socket.Shutdown(SocketShutdown.Send);

    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Close();
    }

    public void Dispose() => _socket.Dispose();

    private byte[] Take(int count)
    {
        byte[] taken = [.. _received[..count]];
        _received.RemoveRange(0, count);
        return taken;
    }

    private async Task<bool> ReceiveAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            int count = await _socket.ReceiveAsync(_buffer, SocketFlags.None, limit.Token);
            _received.AddRange(_buffer.AsSpan(0, count));
            return count > 0;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Nothing more came after {Hex.Text([.. _received])}.");
        }
    }
}
