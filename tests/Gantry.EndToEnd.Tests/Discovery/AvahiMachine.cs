using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Discovery;

/// <summary>Two machines on a cable: <see cref="Pi"/> has nothing, <see cref="Desk"/> runs avahi, with a bus of its own.</summary>
public sealed class AvahiMachine : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private RunningProgram _avahi = null!;
    private readonly Stack<IAsyncDisposable> _running = new();

    internal NetworkNamespace Pi { get; private set; } = null!;

    internal NetworkNamespace Desk { get; private set; } = null!;

    /// <summary>What avahi's daemon said so far.</summary>
    internal string AvahiLog => _avahi.Errors;

    private string Bus => "DBUS_SYSTEM_BUS_ADDRESS=unix:path=" + _folder["bus"];

    public async ValueTask InitializeAsync()
    {
        string avahi = DebianPackage.Need("avahi-daemon", "/usr/sbin/avahi-daemon");
        string dbus = DebianPackage.Need("dbus", "/usr/bin/dbus-daemon");
        CancellationToken stop = TestContext.Current.CancellationToken;
        Pi = Keep(await NetworkNamespace.StartAsync(stop));
        Desk = Keep(await NetworkNamespace.StartAsync(stop));
        await Pi.ConnectAsync(Desk, "eth0", 77, stop);
        await File.WriteAllTextAsync(_folder["bus.conf"], BusConfiguration(_folder["bus"]), stop);
        await File.WriteAllTextAsync(_folder["avahi.conf"], AvahiConfiguration, stop);
        Keep(Desk.Start(dbus, "--config-file=" + _folder["bus.conf"], "--nofork", "--nopidfile"));
        await UntilAsync(() => Task.FromResult(File.Exists(_folder["bus"])), stop);
        _avahi = Keep(
            Desk.Start(
                "env",
                Bus,
                avahi,
                "--no-drop-root",
                "--no-chroot",
                "--no-rlimits",
                "--file=" + _folder["avahi.conf"]
            )
        );
        await UntilAsync(
            () => Task.FromResult(_avahi.Errors.Contains("Server startup complete", StringComparison.Ordinal)),
            stop
        );
    }

    /// <summary>avahi-publish, which announces until it is disposed.</summary>
    internal async Task<RunningProgram> PublishAsync(string name, string type, int port, string text)
    {
        RunningProgram publish = Desk.Start(
            "env",
            Bus,
            DebianPackage.Need("avahi-utils", "/usr/bin/avahi-publish"),
            "-s",
            name,
            type,
            port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            text
        );
        await UntilAsync(
            () => Task.FromResult(publish.Errors.Contains("Established under name", StringComparison.Ordinal)),
            TestContext.Current.CancellationToken
        );
        return publish;
    }

    /// <summary>What avahi-browse sees of a type now, in its form for programs.</summary>
    internal Task<string> BrowseAsync(string type) =>
        Desk.RunAsync(
            ["env", Bus, DebianPackage.Need("avahi-utils", "/usr/bin/avahi-browse"), "-rtp", type],
            TestContext.Current.CancellationToken
        );

    /// <summary>Waits until something is true, for as long as a busy machine may need.</summary>
    internal static async Task UntilAsync(Func<Task<bool>> isTrue, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        end.CancelAfter(Limit);
        while (!await isTrue())
            await Task.Delay(50, end.Token);
    }

    public async ValueTask DisposeAsync()
    {
        while (_running.TryPop(out IAsyncDisposable? running))
            await running.DisposeAsync();
        _folder.Dispose();
    }

    private T Keep<T>(T running)
        where T : IAsyncDisposable
    {
        _running.Push(running);
        return running;
    }

    private const string AvahiConfiguration = """
        [server]
        host-name=desk
        use-ipv4=yes
        use-ipv6=yes
        enable-dbus=yes
        [publish]
        publish-workstation=no
        publish-hinfo=no

        """;

    private static string BusConfiguration(string socket) =>
        $"""
            <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
             "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig>
              <type>custom</type>
              <listen>unix:path={socket}</listen>
              <auth>EXTERNAL</auth>
              <policy context="default">
                <allow send_destination="*" eavesdrop="true"/>
                <allow eavesdrop="true"/>
                <allow own="*"/>
              </policy>
            </busconfig>
            """;
}
