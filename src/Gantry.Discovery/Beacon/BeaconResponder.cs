using System.Net;
using System.Net.Sockets;
using Gantry.Discovery.Services;

namespace Gantry.Discovery.Beacon;

/// <summary>
/// Answers the call of those whom multicast does not reach, such as containers: a datagram <c>DISCOVER</c> to UDP port 5888
/// gets where the serial portal is.
/// </summary>
public sealed class BeaconResponder : IAsyncDisposable
{
    /// <summary>The UDP port that askers know.</summary>
    public const int DefaultPort = BeaconProtocol.Port;

    private readonly Socket _socket;
    private readonly CancellationTokenSource _stop = new();
    private readonly string _service;
    private readonly int _portalPort;
    private readonly Task _running;

    private BeaconResponder(Socket socket, string service, int portalPort)
    {
        (_socket, _service, _portalPort) = (socket, service, portalPort);
        Port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        _running = RunAsync();
    }

    /// <summary>The UDP port that it listens on.</summary>
    public int Port { get; }

    /// <summary>Begins to listen.</summary>
    /// <param name="service">What this is, such as <c>gantry</c>.</param>
    /// <param name="portalPort">The TCP port of the HTTP API.</param>
    /// <param name="address">Where to listen; null is everywhere.</param>
    /// <param name="port">The UDP port; 0 takes a free one.</param>
    /// <exception cref="SocketException">The port is taken.</exception>
    public static BeaconResponder Start(
        string service,
        int portalPort,
        IPAddress? address = null,
        int port = BeaconProtocol.Port
    )
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(new IPEndPoint(address ?? IPAddress.Any, port));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
        return new BeaconResponder(socket, service, portalPort);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        byte[] buffer = new byte[BeaconProtocol.MaxDatagram];
        while (true)
            try
            {
                SocketReceiveFromResult came = await _socket.ReceiveFromAsync(
                    buffer,
                    new IPEndPoint(IPAddress.Any, 0),
                    _stop.Token
                );
                if (!BeaconProtocol.IsCall(buffer.AsSpan(0, came.ReceivedBytes)))
                    continue;
                var asker = (IPEndPoint)came.RemoteEndPoint;
                var answer = new BeaconAnswer(
                    _service,
                    MachineName.Get(),
                    AddressTowards(asker).ToString(),
                    _portalPort
                );
                await _socket.SendToAsync(BeaconProtocol.Write(answer), asker, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // The asker is gone, or not to be reached; the next one may be.
            }
    }

    /// <summary>A connected UDP socket sends nothing; it only tells which of our addresses leads there.</summary>
    private static IPAddress AddressTowards(IPEndPoint asker)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        probe.Connect(asker);
        return ((IPEndPoint)probe.LocalEndPoint!).Address;
    }
}
