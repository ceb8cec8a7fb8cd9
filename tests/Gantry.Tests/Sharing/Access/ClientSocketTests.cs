using System.Net;
using System.Net.Sockets;
using Gantry.Serial.Linux;
using Gantry.Sharing.Clients;

namespace Gantry.Tests.Sharing.Access;

/// <summary>What the kernel is told about a client's connection.</summary>
public sealed class ClientSocketTests : IClientSocketUser
{
    private const int TcpLevel = 6;
    private const int TcpUserTimeout = 18;

    [Fact]
    public async Task A_client_whose_machine_dies_is_given_up_whether_or_not_something_is_on_its_way()
    {
        using var loop = new EventLoop("test loop");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
        using Socket accepted = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);

        var socket = new ClientSocket(accepted, loop, this);

        byte[] limit = new byte[sizeof(int)];
        accepted.GetRawSocketOption(TcpLevel, TcpUserTimeout, limit);
        BitConverter.ToInt32(limit).ShouldBe(30_000);
        accepted.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive).ShouldBe(1);
        accepted.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime).ShouldBe(10);
        socket.Close();
    }

    void IClientSocketUser.OnReadable() { }

    void IClientSocketUser.OnClogged() { }

    void IClientSocketUser.OnDrained() { }

    void IClientSocketUser.OnBroken(string reason) { }
}
