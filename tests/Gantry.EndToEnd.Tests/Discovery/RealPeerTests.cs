using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Discovery;

/// <summary>
/// <c>gantry announce</c> and <c>gantry discover</c> against avahi and python3-zeroconf, on cables between networks that the
/// tests make themselves.
/// </summary>
public sealed class RealPeerTests(AvahiMachine machines) : IClassFixture<AvahiMachine>
{
    private const string Type = "_rfc2217._tcp";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Avahi_finds_what_gantry_announces_over_IPv4_and_IPv6_and_hears_when_it_goes()
    {
        await using RunningProgram gantry = await AnnounceAsync(machines.Pi, "Bench ü", "_found._tcp", "pi");
        await SeenAsync("_found._tcp", "=;eth0;IPv4;", ";pi.local;", ";4001;", "\"serial=58DD\"");
        await SeenAsync("_found._tcp", "=;eth0;IPv6;", ";pi.local;");

        gantry.Signal(RunningProgram.SigTerm);
        (await gantry.EndAsync(Stop)).ShouldBe(0);

        await AvahiMachine.UntilAsync(async () => (await machines.BrowseAsync("_found._tcp")).Length == 0, Stop);
    }

    [Fact]
    public async Task Gantry_finds_by_serial_number_what_avahi_announces()
    {
        await using RunningProgram publish = await machines.PublishAsync("From avahi", Type, 4002, "serial=avahi-1");

        (await DiscoverAsync(machines.Pi, "avahi-1")).ShouldBe("rfc2217://10.77.0.2:4002");
    }

    [Fact]
    public async Task Names_that_avahi_has_are_not_taken()
    {
        await using RunningProgram publish = await machines.PublishAsync("Same", "_same._tcp", 4003, "a=b");

        await using RunningProgram gantry = machines.Pi.Gantry([
            "announce",
            "Same",
            "_same._tcp",
            "4001",
            "serial=58DD",
            "--host-name",
            "desk",
        ]);

        (await gantry.ReadLineAsync(Stop)).ShouldBe("Announced as Same (2)");
        await SeenAsync("_same._tcp", "=;eth0;IPv4;", ";desk-2.local;", ";4001;");
    }

    [Fact]
    public async Task Beside_a_running_avahi_gantry_announces_under_the_same_host_name()
    {
        await using RunningProgram gantry = await AnnounceAsync(
            machines.Desk,
            "Beside",
            Type,
            "desk",
            "serial=beside-1"
        );

        await SeenAsync(Type, "=;eth0;IPv4;Beside;", ";desk.local;", ";4001;");
        machines.AvahiLog.ShouldNotContain("conflict");
        (await DiscoverAsync(machines.Pi, "beside-1")).ShouldBe("rfc2217://10.77.0.2:4001");
        (await DiscoverAsync(machines.Desk, "beside-1")).ShouldBe("rfc2217://10.77.0.2:4001");
    }

    [Fact]
    public async Task Zeroconf_finds_what_gantry_announces_and_hears_when_it_goes()
    {
        await using RunningProgram zeroconf = Zeroconf(machines.Pi, "browse", "_python._tcp");
        (await zeroconf.ReadLineAsync(Stop)).ShouldBe("browsing");
        await using RunningProgram gantry = await AnnounceAsync(machines.Desk, "For python", "_python._tcp", "desk");

        string found = await zeroconf.ReadLineAsync(Stop);
        found.ShouldStartWith("+ For python._python._tcp.local. desk.local. 4001 ['10.77.0.2'");
        found.ShouldEndWith("[('serial', '58DD')]");

        gantry.Signal(RunningProgram.SigInt);
        (await zeroconf.ReadLineAsync(Stop)).ShouldBe("- For python._python._tcp.local.");
    }

    [Fact]
    public async Task Gantry_finds_what_zeroconf_announces()
    {
        await using RunningProgram zeroconf = Zeroconf(machines.Pi, "register", "Snake", Type, "4007", "10.77.0.1");
        (await zeroconf.ReadLineAsync(Stop)).ShouldBe("registered");

        (await DiscoverAsync(machines.Desk, "from python")).ShouldBe("rfc2217://10.77.0.1:4007");
    }

    [Fact]
    public async Task A_share_is_found_from_the_other_machine_and_vanishes_with_its_program()
    {
        using var folder = new TemporaryFolder();
        string device = folder["ttyTest"];
        await using RunningProgram line = machines.Pi.Start(
            DebianPackage.Socat(),
            $"pty,raw,echo=0,link={device}",
            "exec:cat"
        );
        await AvahiMachine.UntilAsync(() => Task.FromResult(File.Exists(device)), Stop);
        await using RunningProgram share = machines.Pi.Gantry("share", device, "-p", "0", "--allow", "any");
        string port = (await share.ReadLineAsync(Stop)).Split(' ')[0].Split(':')[^1];
        string url = $"rfc2217://10.77.0.1:{port}";

        await AvahiMachine.UntilAsync(async () => (await ListAsync(machines.Desk)).Contains(url), Stop);
        await using (RunningProgram monitor = machines.Desk.Gantry("monitor", "ttyTest", "--send", @"named\n"))
            (await monitor.ReadLineAsync(Stop)).ShouldBe("named");

        share.Signal(RunningProgram.SigTerm);
        (await share.EndAsync(Stop)).ShouldBe(0);
        await AvahiMachine.UntilAsync(async () => !(await ListAsync(machines.Desk)).Contains(url), Stop);
    }

    [Fact]
    public async Task On_a_cable_that_is_plugged_in_the_service_has_the_address_of_that_cable()
    {
        await using NetworkNamespace middle = await NetworkNamespace.StartAsync(Stop);
        await using NetworkNamespace left = await NetworkNamespace.StartAsync(Stop);
        await using NetworkNamespace right = await NetworkNamespace.StartAsync(Stop);
        await middle.ConnectAsync(left, "eth0", 81, Stop);
        await using RunningProgram gantry = await AnnounceAsync(middle, "Both", Type, "middle");

        await middle.ConnectAsync(right, "eth1", 82, Stop);

        (await DiscoverAsync(left, "58DD")).ShouldBe("rfc2217://10.81.0.1:4001");
        (await DiscoverAsync(right, "58DD")).ShouldBe("rfc2217://10.82.0.1:4001");
    }

    private static async Task<RunningProgram> AnnounceAsync(
        NetworkNamespace machine,
        string name,
        string type,
        string host,
        string text = "serial=58DD"
    )
    {
        RunningProgram gantry = machine.Gantry("announce", name, type, "4001", text, "--host-name", host);
        (await gantry.ReadLineAsync(Stop)).ShouldBe($"Announced as {name}");
        return gantry;
    }

    private static RunningProgram Zeroconf(NetworkNamespace machine, params string[] arguments)
    {
        DebianPackage.Need("python3-zeroconf", "/usr/lib/python3/dist-packages/zeroconf/__init__.py");
        return machine.Start(DebianPackage.Python, [Repository.Path("tests/peers/zeroconf_peer.py"), .. arguments]);
    }

    private static async Task<string> ListAsync(NetworkNamespace machine)
    {
        await using RunningProgram gantry = machine.Gantry("discover", "--json");
        return await gantry.OutputAsync(Stop);
    }

    /// <summary>The address of the one device with a serial number, asked for again until it is there.</summary>
    private static async Task<string> DiscoverAsync(NetworkNamespace machine, string serial)
    {
        string url = "";
        await AvahiMachine.UntilAsync(
            async () =>
            {
                await using RunningProgram gantry = machine.Gantry("discover", "--serial", serial);
                if (await gantry.EndAsync(Stop) != 0)
                    return false;
                url = await gantry.ReadLineAsync(Stop);
                return true;
            },
            Stop
        );
        return url;
    }

    /// <summary>Waits until avahi-browse shows a line with all of this.</summary>
    private Task SeenAsync(string type, params string[] parts) =>
        AvahiMachine.UntilAsync(
            async () =>
                (await machines.BrowseAsync(type))
                    .Split('\n')
                    .Any(line => parts.All(part => line.Contains(part, StringComparison.Ordinal))),
            Stop
        );
}
