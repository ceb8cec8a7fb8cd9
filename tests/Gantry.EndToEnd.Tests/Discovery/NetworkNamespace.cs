using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Discovery;

/// <summary>A machine's network of its own, made by the kernel; gone with everything that runs in it.</summary>
internal sealed class NetworkNamespace : IAsyncDisposable
{
    private readonly RunningProgram _holder;

    private NetworkNamespace(RunningProgram holder, string process) => (_holder, Process) = (holder, process);

    /// <summary>The process that holds it.</summary>
    public string Process { get; }

    /// <summary>Makes one with a /run of its own. It ends with the test program, whatever becomes of that.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="more">Commands that set it up further.</param>
    public static async Task<NetworkNamespace> StartAsync(CancellationToken cancellationToken, string more = "true")
    {
        // Without the search for duplicate addresses IPv6 works at once.
        string setUp =
            "mount -t tmpfs none /run && mkdir /run/avahi-daemon && ip link set lo up"
            + " && echo 0 > /proc/sys/net/ipv6/conf/default/accept_dad && ("
            + more
            + ") && echo $$ && exec cat";
        RunningProgram holder = RunningProgram.Start("unshare", "-n", "-m", "sh", "-c", setUp);
        return new NetworkNamespace(holder, await holder.ReadLineAsync(cancellationToken));
    }

    /// <summary>Lays a cable to another machine; each gets an address for IPv4 and IPv6 on an interface of that name.</summary>
    public async Task ConnectAsync(
        NetworkNamespace other,
        string name,
        int network,
        CancellationToken cancellationToken
    )
    {
        await RunAsync(
            ["ip", "link", "add", "name", name, "type", "veth", "peer", "name", name, "netns", other.Process],
            cancellationToken
        );
        await BringUpAsync(name, $"10.{network}.0.1", $"fd{network}::1", cancellationToken);
        await other.BringUpAsync(name, $"10.{network}.0.2", $"fd{network}::2", cancellationToken);
    }

    /// <summary>Starts a program here.</summary>
    public RunningProgram Start(string program, params string[] arguments) =>
        RunningProgram.Start("nsenter", ["-t", Process, "-n", "-m", program, .. arguments]);

    /// <summary>Starts <c>gantry</c> here.</summary>
    public RunningProgram Gantry(params string[] arguments) =>
        Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "gantry.dll"), .. arguments]);

    /// <summary>Runs a program here to its end; it must end well.</summary>
    public async Task<string> RunAsync(string[] command, CancellationToken cancellationToken)
    {
        await using RunningProgram running = Start(command[0], command[1..]);
        return await running.OutputAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _holder.DisposeAsync();

    private async Task BringUpAsync(string name, string v4, string v6, CancellationToken cancellationToken)
    {
        await RunAsync(["ip", "addr", "add", v4 + "/24", "dev", name], cancellationToken);
        await RunAsync(["ip", "addr", "add", v6 + "/64", "dev", name, "nodad"], cancellationToken);
        await RunAsync(["ip", "link", "set", name, "up"], cancellationToken);
    }
}
