using System.Net.Sockets;
using System.Text;
using Gantry.EndToEnd.Tests.Discovery;
using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Service;

/// <summary><c>gantry service</c> below a folder, and what a service says to systemd.</summary>
public sealed class ServiceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    private string Root => _folder["root"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_install_writes_systemd_understands_and_uninstall_leaves_nothing()
    {
        Directory.CreateDirectory(Root);
        await GantryAsync("service", "install", "--root", Root, "--program", "/usr/bin/env");
        string unit = Path.Combine(Root, "etc/systemd/system/gantry.service");

        string text = await File.ReadAllTextAsync(unit, _stop);
        text.ShouldContain("ExecStart=/usr/bin/env serve\n");
        text.ShouldContain("DeviceAllow=char-188 rw\n");
        text.ShouldContain("DeviceAllow=char-166 rw\n");
        text.ShouldContain("AmbientCapabilities=CAP_NET_BIND_SERVICE\n");
        text.ShouldContain("Type=notify\n");
        // A slow machine that has just booted, and a database that is brought up to date first.
        text.ShouldContain("TimeoutStartSec=300\n");
        (await GantryAsync("service", "status", "--root", Root)).ShouldContain("is installed");
        await VerifyAsync(unit);

        await GantryAsync("service", "uninstall", "--root", Root);
        Directory.EnumerateFileSystemEntries(Root).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_rules_set_permissions_and_start_nothing()
    {
        Directory.CreateDirectory(Root);
        await GantryAsync(
            "service",
            "install",
            "--root",
            Root,
            "--package",
            "--program",
            "/usr/bin/gantry",
            "--share-only"
        );

        string rules = await File.ReadAllTextAsync(Path.Combine(Root, "usr/lib/udev/rules.d/70-gantry.rules"), _stop);
        string unit = await File.ReadAllTextAsync(Path.Combine(Root, "usr/lib/systemd/system/gantry.service"), _stop);

        unit.ShouldContain("ExecStart=/usr/bin/gantry share --all\n");
        rules.ShouldContain("GROUP=\"dialout\", MODE=\"0660\"");
        rules.ShouldContain("ATTRS{idVendor}==\"10c4|");
        rules.ShouldNotContain("RUN");
    }

    [Fact]
    public async Task The_packages_unit_is_a_service_too_and_stays_when_the_administrators_is_taken_away()
    {
        Directory.CreateDirectory(Root);
        await GantryAsync("service", "install", "--root", Root, "--package", "--program", "/usr/bin/gantry");
        string packages = Path.Combine(Root, "usr/lib/systemd/system/gantry.service");
        (await GantryAsync("service", "status", "--root", Root)).ShouldContain($"{packages} is installed.");

        await GantryAsync("service", "install", "--root", Root, "--program", "/usr/bin/gantry", "--share-only");
        (await GantryAsync("service", "status", "--root", Root)).ShouldContain("etc/systemd/system/gantry.service is");
        string said = await GantryAsync("service", "uninstall", "--root", Root);

        said.ShouldContain("Removed " + Path.Combine(Root, "etc/systemd/system/gantry.service"));
        said.ShouldContain($"{packages} is the package's: 'apt remove gantry' takes it away");
        File.Exists(packages).ShouldBeTrue();
    }

    [Fact]
    public async Task A_service_says_that_it_is_ready_that_it_lives_and_that_it_ends()
    {
        string address = _folder["notify"];
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(address));
        await using RunningProgram service = RunningProgram.Start(
            "/usr/bin/env",
            "NOTIFY_SOCKET=" + address,
            "WATCHDOG_USEC=200000",
            "dotnet",
            Path.Combine(AppContext.BaseDirectory, "gantry.dll"),
            "share",
            "--all",
            "--bind",
            "127.0.0.1",
            "--book",
            _folder["ports.json"]
        );

        (await HearAsync(systemd)).ShouldStartWith("READY=1\nSTATUS=Sharing");
        (await HearAsync(systemd)).ShouldBe("WATCHDOG=1");
        (await HearAsync(systemd)).ShouldBe("WATCHDOG=1");
        service.Signal(RunningProgram.SigTerm);
        string last;
        while ((last = await HearAsync(systemd)) == "WATCHDOG=1") { }

        last.ShouldBe("STOPPING=1");
        (await service.EndAsync(_stop)).ShouldBe(0, service.Errors);
    }

    [Fact]
    public async Task The_server_lives_for_systemd_and_for_the_command_line_also_when_it_listens_everywhere()
    {
        string address = _folder["notify"];
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(address));
        // A network of its own, because it is everywhere.
        await using NetworkNamespace machine = await NetworkNamespace.StartAsync(_stop);
        string[] gantry = ["dotnet", Path.Combine(AppContext.BaseDirectory, "gantry.dll")];
        string[] serve = [.. gantry, "serve", "--data", _folder["data"], "--http", "8080", "--no-search"];
        await using RunningProgram service = machine.Start(
            "env",
            ["NOTIFY_SOCKET=" + address, "WATCHDOG_USEC=200000", .. serve]
        );

        (await HearAsync(systemd)).ShouldStartWith("READY=1\nSTATUS=Serving");
        (await HearAsync(systemd)).ShouldBe("WATCHDOG=1");
        (await HearAsync(systemd)).ShouldBe("WATCHDOG=1");
        await machine.RunAsync([.. gantry, "printers", "--data", _folder["data"]], _stop);
    }

    /// <summary>Warnings about the unit are failures, too; systemd itself need not run for this.</summary>
    private async Task VerifyAsync(string unit)
    {
        await using RunningProgram verify = RunningProgram.Start(
            DebianPackage.Need("systemd", "/usr/bin/systemd-analyze"),
            "verify",
            "--man=no",
            unit
        );
        int status = await verify.EndAsync(_stop);
        string about = string.Join('\n', verify.Errors.Split('\n').Where(line => line.Contains("gantry")));
        (status, about).ShouldBe((0, ""), verify.Errors);
    }

    private async Task<string> HearAsync(Socket systemd)
    {
        byte[] buffer = new byte[4096];
        int count = await systemd
            .ReceiveAsync(buffer, SocketFlags.None, _stop)
            .AsTask()
            .WaitAsync(TimeSpan.FromSeconds(60), _stop);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }

    private async Task<string> GantryAsync(params string[] arguments)
    {
        await using RunningProgram gantry = RunningProgram.Gantry(arguments);
        return await gantry.OutputAsync(_stop);
    }
}
