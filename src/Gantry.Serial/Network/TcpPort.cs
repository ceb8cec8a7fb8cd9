using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Gantry.Serial.Network;

/// <summary>A raw TCP stream as a port: bytes pass, and nothing else does.</summary>
internal sealed class TcpPort : ISerialPort
{
    private readonly PortAddress _address;
    private readonly Socket _socket;

    private TcpPort(PortAddress address, Socket socket, SerialSettings settings)
    {
        _address = address;
        _socket = socket;
        Settings = settings;
    }

    public string Address => _address.Text;

    public SerialSettings Settings { get; private set; }

    public static async Task<TcpPort> OpenAsync(
        PortAddress address,
        PortOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    ) => new(address, await PortSocket.ConnectAsync(address, time, cancellationToken), options.Settings);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            int count = await _socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);
            return count > 0 ? count : throw PortSocket.Lost(_address);
        }
        catch (SocketException e)
        {
            throw PortSocket.Lost(_address, e);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        try
        {
            while (!data.IsEmpty)
                data = data[await _socket.SendAsync(data, SocketFlags.None, cancellationToken)..];
        }
        catch (SocketException e)
        {
            throw PortSocket.Lost(_address, e);
        }
    }

    public ValueTask<SerialSettings> ConfigureAsync(SerialSettings wanted, CancellationToken cancellationToken) =>
        new(Settings = wanted);

    public ValueTask<bool> SetModemLinesAsync(bool? dtr, bool? rts, CancellationToken cancellationToken) => new(false);

    public ValueTask<ModemLines?> GetModemLinesAsync(CancellationToken cancellationToken) => new((ModemLines?)null);

    public ValueTask SetBreakAsync(bool on, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask PurgeAsync(PurgeTarget target, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DrainAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
