using System.Net;
using Gantry.Fleet.Ports;

namespace Gantry.Tests.Fleet;

/// <summary>Who is connected to serial ports, as the audit log remembers it.</summary>
public sealed class ConnectedClientsTests
{
    private readonly ConnectedClients _clients = new();

    [Fact]
    public void Who_comes_and_leaves_again_and_again_puts_nobody_out_who_stays()
    {
        ConnectedClient first = Add(1);
        for (int port = 2; port < 50_000; port++)
        {
            Add(port);
            _clients.Take("4001", At(port)).ShouldNotBeNull();
        }

        _clients.Take("4001", At(1)).ShouldBeSameAs(first);
        _clients.Take("4001", At(1)).ShouldBeNull();
    }

    [Fact]
    public void When_nobody_is_known_to_have_left_the_oldest_are_forgotten()
    {
        for (int port = 1; port <= 3 * ConnectedClients.Most; port++)
            Add(port);

        _clients.Count.ShouldBe(ConnectedClients.Most);
        _clients.Take("4001", At(1)).ShouldBeNull();
        _clients.Take("4001", At(3 * ConnectedClients.Most)).ShouldNotBeNull();
    }

    private ConnectedClient Add(int port)
    {
        var client = new ConnectedClient(DateTimeOffset.UnixEpoch.AddSeconds(port), "write", null);
        _clients.Add("4001", At(port), client);
        return client;
    }

    private static IPEndPoint At(int port) => new(IPAddress.Loopback, port);
}
