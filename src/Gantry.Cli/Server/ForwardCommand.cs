using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Gantry.Cli.Server;

/// <summary><c>gantry forward</c>: a share of a server as a TCP port of this machine, through HTTP and with a key.</summary>
internal static class ForwardCommand
{
    private static readonly Argument<string> Name = new("NAME")
    {
        Description = "The port: its number, its name, its serial number, or its device on the server.",
    };

    private static readonly Option<int?> Port = new("--port", "-p")
    {
        Description =
            "The TCP port on this machine; not said, the share's own number, or a free one when that is taken.",
        HelpName = "PORT",
    };

    private static readonly Option<IPAddress> Bind = new("--bind")
    {
        Description = "The address to listen on; not said, this machine alone.",
        HelpName = "ADDRESS",
        DefaultValueFactory = _ => IPAddress.Loopback,
        CustomParser = result =>
        {
            if (IPAddress.TryParse(result.Tokens[0].Value, out IPAddress? address))
                return address;
            result.AddError($"--bind takes an IP address, as 127.0.0.1, not '{result.Tokens[0].Value}'.");
            return null;
        },
    };

    private static readonly Option<bool> Watch = new("--watch")
    {
        Description = "Only watch: nothing that is sent reaches the device.",
    };

    public static Command Create()
    {
        Command command = ServerVerb.Create(
            "forward",
            "Make a TCP port of this machine of a serial port that a server shares, through HTTP and with a key.",
            [Name, Port, Bind, Watch],
            RunAsync
        );
        command.Validators.Add(result =>
        {
            if (result.GetValue(Port) is < 0 or > IPEndPoint.MaxPort)
                result.AddError($"--port takes a number up to {IPEndPoint.MaxPort}.");
        });
        return command;
    }

    private static async Task RunAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        JsonElement ports = await server.GetAsync("/ports", stop);
        ForwardedPort port = ForwardedPort.Choose(ports, arguments.GetValue(Name)!);
        using TcpListener listener = Listen(arguments, port.Number);
        var here = (IPEndPoint)listener.LocalEndpoint;
        string host = here.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{here.Address}]" : $"{here.Address}";
        TextWriter output = arguments.InvocationConfiguration.Output;
        await output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"rfc2217://{host}:{here.Port} {port.Name}")
        );
        await output.FlushAsync(stop);
        var tunnel = new PortTunnel(server, port, arguments.GetValue(Watch), Console.Error);
        await tunnel.ServeAsync(listener, stop);
    }

    private static TcpListener Listen(ParseResult arguments, int number)
    {
        IPAddress address = arguments.GetValue(Bind)!;
        if (arguments.GetValue(Port) is { } wished)
            return Start(address, wished)
                ?? throw new ServerCallException(
                    $"{address} has no free TCP port {wished}: another program listens there, or it is not permitted. Choose another one with --port.",
                    null
                );
        return Start(address, number)
            ?? Start(address, 0)
            ?? throw new ServerCallException(
                $"{address} is no address of this machine; choose another one with --bind.",
                null
            );
    }

    private static TcpListener? Start(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }
}
