using System.Net;
using System.Net.Sockets;

namespace Gantry.Fleet.Ports;

/// <summary>A connection to a share on behalf of somebody.</summary>
public sealed class PortConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly PortClients _clients;
    private readonly IPEndPoint _address;

    internal PortConnection(Socket socket, PortClients clients)
    {
        (_socket, _clients) = (socket, clients);
        _address = (IPEndPoint)socket.LocalEndPoint!;
        Stream = new NetworkStream(socket, ownsSocket: false);
    }

    /// <summary>The bytes both ways, as any client of the share has them.</summary>
    public Stream Stream { get; }

    /// <summary>Ends our sending; what the share still says can be read.</summary>
    public void EndSending()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // Gone already.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stream.Dispose();
        _socket.Dispose();
        _clients.Remove(_address);
    }
}
