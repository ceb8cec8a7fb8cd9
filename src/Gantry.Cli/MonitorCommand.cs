using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using Gantry.Cli.Discovery;
using Gantry.Serial;
using Gantry.Sharing.Monitoring;

namespace Gantry.Cli;

/// <summary><c>gantry monitor</c>: shows what a port says, through restarts of the device and the server.</summary>
internal sealed class MonitorCommand
{
    private readonly Argument<string> _address = new("PORT")
    {
        Description =
            "The port, as rfc2217://HOST:PORT, tcp://HOST:PORT or /dev/ttyUSB0, or the name or serial number of one that is "
            + "shared on the network.",
    };

    private readonly Option<bool> _write = new("--write", "-w")
    {
        Description = "Take the port to write to it: lines of the input are sent. Without it a share is only watched.",
    };

    private readonly Option<string?> _send = new("--send")
    {
        Description = @"Send TEXT after each connection, \n for a line end; takes the port as --write does.",
        HelpName = "TEXT",
    };

    private readonly Option<int> _baud = new("--baud", "-b")
    {
        Description = "Bits per second, of a port that is written to or local.",
        HelpName = "N",
        DefaultValueFactory = _ => 115200,
    };

    private readonly Option<bool> _times = new("--timestamps", "-t") { Description = "Begin each line with its time." };

    private readonly Option<bool> _hex = new("--hex") { Description = "Show bytes in hexadecimal, 16 a line." };

    private readonly Option<string?> _log = new("--log")
    {
        Description = "Append all lines with their times to FILE, too.",
        HelpName = "FILE",
    };

    private readonly Option<AlertPattern[]> _alerts = new("--alert")
    {
        Description =
            "Print a JSON line for each line with this regular expression, as boot=^rst: or crash; 'known' stands for "
            + "the usual troubles of ESP32 boards and printers. Can be given several times.",
        HelpName = "PATTERN",
        CustomParser = ReadAlerts,
        AllowMultipleArgumentsPerToken = false,
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> _onlyAlerts = new("--alerts-only")
    {
        Description = "Print alerts only, for a program to read; without --alert, those of 'known'.",
    };

    private MonitorCommand() { }

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var monitor = new MonitorCommand();
        var command = new Command("monitor", "Show what a port says, through restarts of the device and the server.")
        {
            monitor._address,
            monitor._write,
            monitor._send,
            monitor._baud,
            monitor._times,
            monitor._hex,
            monitor._log,
            monitor._alerts,
            monitor._onlyAlerts,
        };
        command.SetAction((result, stop) => Trouble.GuardAsync("monitor", () => monitor.RunAsync(result, stop)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken stop)
    {
        PortAddress address = await SharedName.FindAsync(result.GetValue(_address)!, stop);
        string? send = result.GetValue(_send);
        bool writes = result.GetValue(_write) || send is not null;
        if (!writes && address.Scheme == PortScheme.Rfc2217 && !address.IsWatch)
            address = PortAddress.Parse(address.Text + (address.Text.Contains('?') ? "&" : "?") + "mode=watch");
        bool onlyAlerts = result.GetValue(_onlyAlerts);
        AlertPattern[] alerts = result.GetValue(_alerts)!;
        var options = new MonitorOptions
        {
            Settings = new SerialSettings(result.GetValue(_baud)),
            Greeting = Encoding.UTF8.GetBytes(Unescape(send ?? "")),
            Alerts = onlyAlerts && alerts.Length == 0 ? AlertPattern.Known : alerts,
        };
        using var output = new MonitorOutput(
            result.GetValue(_times),
            result.GetValue(_hex),
            onlyAlerts,
            result.GetValue(_log)
        );
        using var ports = new SerialPorts(TimeProvider.System);
        var monitor = new PortMonitor(ports, address, options, output, TimeProvider.System);
        if (writes)
            ReadInput(monitor);
        try
        {
            await monitor.RunAsync(stop);
        }
        catch (OperationCanceledException)
        {
            // Asked to end.
        }
        return ExitCode.Ok;
    }

    /// <summary>Reading the terminal cannot be cancelled, so it has a thread that dies with the process.</summary>
    private static void ReadInput(PortMonitor monitor) =>
        new Thread(() =>
        {
            while (Console.In.ReadLine() is { } line)
                monitor.Send(Encoding.UTF8.GetBytes(line + "\n"));
        })
        {
            IsBackground = true,
            Name = "monitor input",
        }.Start();

    private static string Unescape(string text) =>
        text.Replace(@"\n", "\n", StringComparison.Ordinal).Replace(@"\r", "\r", StringComparison.Ordinal);

    private static AlertPattern[] ReadAlerts(ArgumentResult result)
    {
        var patterns = new List<AlertPattern>();
        foreach (Token token in result.Tokens)
        {
            try
            {
                if (token.Value == "known")
                    patterns.AddRange(AlertPattern.Known);
                else
                    patterns.Add(AlertPattern.Parse(token.Value));
            }
            catch (ArgumentException e)
            {
                result.AddError($"--alert '{token.Value}': {e.Message}");
            }
        }
        return [.. patterns];
    }
}
