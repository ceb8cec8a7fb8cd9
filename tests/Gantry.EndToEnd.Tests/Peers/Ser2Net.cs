using System.Net;
using System.Net.Sockets;

namespace Gantry.EndToEnd.Tests.Peers;

/// <summary>ser2net with one connection.</summary>
internal sealed class Ser2Net : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RunningProgram _program;

    private Ser2Net(string accepter, string connector, int port)
    {
        Port = port;
        string configuration = _folder["ser2net.yaml"];
        File.WriteAllText(
            configuration,
            $"""
            connection: &test
              accepter: {accepter}tcp(nodelay),127.0.0.1,{port}
              connector: {connector}
              options:
                chardelay: false

            """
        );
        _program = RunningProgram.Start(
            DebianPackage.Need("ser2net", "/usr/sbin/ser2net"),
            "-n",
            "-c",
            configuration,
            "-P",
            _folder["pid"]
        );
    }

    public int Port { get; }

    /// <summary>An access server for a tty.</summary>
    public static Task<Ser2Net> ServeAsync(string device, CancellationToken cancellationToken) =>
        StartAsync("telnet(rfc2217),", $"serialdev,{device},115200n81,local", cancellationToken);

    /// <summary>A raw TCP port that is a client of an access server.</summary>
    public static Task<Ser2Net> ConnectAsync(int accessServer, CancellationToken cancellationToken) =>
        StartAsync("", $"telnet(rfc2217),tcp,127.0.0.1,{accessServer}", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<Ser2Net> StartAsync(
        string accepter,
        string connector,
        CancellationToken cancellationToken
    )
    {
        var started = new Ser2Net(accepter, connector, FreePort());
        await started.ListeningAsync(cancellationToken);
        return started;
    }

    /// <summary>It says nothing when it listens; a connection that is made would already be a client.</summary>
    private async Task ListeningAsync(CancellationToken cancellationToken)
    {
        string address = $"0100007F:{Port:X4} 00000000:0000 0A";
        while (!(await File.ReadAllTextAsync("/proc/net/tcp", cancellationToken)).Contains(address))
            await Task.Delay(5, cancellationToken);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
