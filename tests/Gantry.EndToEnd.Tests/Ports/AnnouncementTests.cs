using System.Net;
using System.Net.Sockets;
using Gantry.Discovery.Beacon;
using Gantry.EndToEnd.Tests.Discovery;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.EndToEnd.Tests.Server;
using Gantry.Server;

namespace Gantry.EndToEnd.Tests.Ports;

/// <summary>How others find a server and its shares.</summary>
public sealed class AnnouncementTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_beacon_says_where_the_portal_is()
    {
        int beacon = FreePort();
        await using RunningServer server = await RunningServer.StartAsync(o =>
            o with
            {
                Announces = true,
                BeaconPort = beacon,
            }
        );

        IReadOnlyList<BeaconAnswer> found = [];
        while (found.Count == 0)
            found = await BeaconSearch.FindAsync(
                TimeSpan.FromSeconds(0.2),
                [new IPEndPoint(IPAddress.Loopback, beacon)],
                Stop
            );

        BeaconAnswer answer = found.ShouldHaveSingleItem();
        (answer.Service, answer.Ip, answer.Port).ShouldBe(("gantry", "127.0.0.1", server.Address.Port));
    }

    [Fact]
    public async Task Another_machine_finds_the_shares_of_a_server_by_their_serial_numbers_as_soon_as_it_can_reach_them()
    {
        using var machine = new UsbMachine();
        using var folder = new TemporaryFolder();
        machine.Plug("ttyUSB0", "A1");
        string node = File.ResolveLinkTarget(machine.PathOf("ttyUSB0"), returnFinalTarget: true)!.FullName;
        await using NetworkNamespace pi = await NetworkNamespace.StartAsync(
            Stop,
            Devices(machine, folder["old"], node)
        );
        await using NetworkNamespace desk = await NetworkNamespace.StartAsync(Stop);
        await pi.ConnectAsync(desk, "eth0", 88, Stop);
        await using RunningProgram server = pi.Gantry("serve", "--data", folder["data"], "--share-bind", "0.0.0.0");
        (await server.ReadLineAsync(Stop)).ShouldContain("Gantry runs at");

        await AvahiMachine.UntilAsync(async () => await DiscoverAsync(desk, "--serial", "A1") == Url, Stop);
        (await DiscoverAsync(desk, "10.88.0.1", "--serial", "A1")).ShouldBe(Url);
        (await DiscoverAsync(desk, "--serial", "A2")).ShouldBe("", "a serial number is never another device's");

        await using RunningProgram old = desk.Gantry(
            "announce",
            "Old node",
            "_rfc2217._tcp",
            "4009",
            "--host-name",
            "desk"
        );
        LocalServer local = LocalServer.Find(folder["data"]).ShouldNotBeNull();
        string[] ask = [Curl, "-s", "-H", $"X-Api-Key: {local.Key}", "http://127.0.0.1:8080/fleet/v1/printers/found"];
        await AvahiMachine.UntilAsync(
            async () => (await pi.RunAsync(ask, Stop)).Contains("rfc2217://10.88.0.2:4009", StringComparison.Ordinal),
            Stop
        );

        server.Signal(RunningProgram.SigTerm);
        (await server.EndAsync(Stop)).ShouldBe(0, server.Errors);
        (await DiscoverAsync(desk, "--serial", "A1")).ShouldBe("", "it said that it goes");
    }

    private static string Curl => DebianPackage.Need("curl", "/usr/bin/curl");

    private const string Url = "rfc2217://10.88.0.1:4001";

    private static async Task<string> DiscoverAsync(NetworkNamespace from, params string[] options)
    {
        await using RunningProgram discover = from.Gantry(["discover", .. options]);
        return (await discover.FinishAsync(Stop)).Output.Trim();
    }

    /// <summary>A /sys and a /dev in which nothing is plugged in but a board of the test.</summary>
    private static string Devices(UsbMachine machine, string old, string node) =>
        $"mkdir {old} && mount --rbind /dev {old} && mount -t tmpfs none /dev && mkdir /dev/pts /dev/shm"
        + $" && for n in null zero full random urandom tty; do touch /dev/$n && mount --bind {old}/$n /dev/$n; done"
        + $" && mount --rbind {old}/pts /dev/pts && ln -s pts/ptmx /dev/ptmx && ln -s /proc/self/fd /dev/fd"
        + $" && ln -s {node} /dev/ttyUSB0 && mount --rbind {machine.Sys.Sys} /sys";

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
