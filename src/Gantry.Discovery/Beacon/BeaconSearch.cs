using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Gantry.Discovery.Beacon;

/// <summary>Calls for serial portals, where multicast does not reach.</summary>
public static class BeaconSearch
{
    /// <summary>More answers than this are not taken.</summary>
    private const int MaxAnswers = 256;

    /// <summary>Calls, and listens for answers.</summary>
    /// <param name="listen">How long to listen.</param>
    /// <param name="targets">Whom to call; null is everybody on the networks of this machine.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Every portal once, in the order of their addresses.</returns>
    public static async Task<IReadOnlyList<BeaconAnswer>> FindAsync(
        TimeSpan listen,
        IReadOnlyList<IPEndPoint>? targets = null,
        CancellationToken cancellationToken = default
    )
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.EnableBroadcast = true;
        socket.Bind(new IPEndPoint(IPAddress.Any, 0));
        foreach (IPEndPoint target in targets ?? Everybody())
            try
            {
                socket.SendTo(BeaconProtocol.Call, SocketFlags.None, target);
            }
            catch (SocketException)
            {
                // A network without a way out; others may have one.
            }
        var found = new HashSet<BeaconAnswer>();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(listen);
        byte[] buffer = new byte[BeaconProtocol.MaxDatagram];
        while (found.Count < MaxAnswers)
            try
            {
                int length = await socket.ReceiveAsync(buffer, end.Token);
                if (BeaconProtocol.Read(buffer.AsSpan(0, length)) is { } answer)
                    found.Add(answer);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                break;
            }
            catch (SocketException)
            {
                // Somebody called has no such port, and said so.
            }
        return [.. found.OrderBy(a => a.Ip, StringComparer.Ordinal).ThenBy(a => a.Port)];
    }

    private static IEnumerable<IPEndPoint> Everybody() =>
        NetworkInterface
            .GetAllNetworkInterfaces()
            .Where(n => n.OperationalStatus == OperationalStatus.Up)
            .SelectMany(n => n.GetIPProperties().UnicastAddresses)
            .Where(a => a.Address.AddressFamily == AddressFamily.InterNetwork && a.PrefixLength is > 0 and < 31)
            .Select(a => new IPEndPoint(Broadcast(a.Address, a.PrefixLength), BeaconProtocol.Port));

    private static IPAddress Broadcast(IPAddress address, int prefix)
    {
        byte[] bytes = address.GetAddressBytes();
        for (int bit = prefix; bit < 32; bit++)
            bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }
}
