using System.Net.Sockets;

namespace Gantry.Bench.Sharing;

/// <summary>A client of an access server, blocking and as lean as can be.</summary>
internal sealed class BenchClient : IDisposable
{
    private static readonly byte[] Agree = [255, 251, 44, 255, 253, 44, 255, 251, 0, 255, 253, 0];
    private static readonly byte[] AgreedByServer = [255, 253, 44];

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
        ReceiveTimeout = 20_000,
    };
    private readonly byte[] _buffer = new byte[64 * 1024];

    /// <summary>Connects, and agrees on RFC 2217.</summary>
    public BenchClient(int port)
    {
        _socket.Connect("127.0.0.1", port);
        _socket.Send(Agree);
        ReadThrough(AgreedByServer);
    }

    /// <summary>Bytes that wait to be received.</summary>
    public int Available => _socket.Available;

    /// <summary>Sets the baud rate, and waits for the answer.</summary>
    public void SetBaudRate(uint baud)
    {
        byte[] value = [(byte)(baud >> 24), (byte)(baud >> 16), (byte)(baud >> 8), (byte)baud];
        _socket.Send([255, 250, 44, 1, .. value, 255, 240]);
        ReadThrough([255, 250, 44, 101, .. value, 255, 240]);
    }

    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[_socket.Send(bytes)..];
    }

    /// <summary>Reads so many bytes, or more in the last read.</summary>
    public long Read(long count)
    {
        long read = 0;
        while (read < count)
        {
            int received = _socket.Receive(_buffer);
            if (received == 0)
                throw new IOException("The server closed the connection.");
            read += received;
        }
        return read;
    }

    /// <summary>Reads what is there until nothing comes for a while.</summary>
    public void Settle()
    {
        while (_socket.Poll(200_000, SelectMode.SelectRead))
            Read(1);
    }

    public void Dispose() => _socket.Dispose();

    private void ReadThrough(ReadOnlySpan<byte> wanted)
    {
        int filled = 0;
        while (_buffer.AsSpan(0, filled).IndexOf(wanted) < 0)
        {
            int count = _socket.Receive(_buffer.AsSpan(filled));
            if (count == 0)
                throw new IOException("The server closed the connection.");
            filled += count;
        }
    }
}
