using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using Gantry.Serial;
using Gantry.Simulator;
using Gantry.Simulator.Faults;
using Gantry.Simulator.Hosting;

namespace Gantry.Cli;

/// <summary><c>gantry simulate</c>: virtual printers on ptys or TCP ports, until a signal ends them.</summary>
internal sealed class SimulateCommand
{
    private const string FaultHelp =
        "What goes wrong, as items with commas between them, for example noise=1e-3,seed=7,lost-ok=1/3000,stall@500=30s. "
        + "All the time, with a probability (0.001, 1/1000, 0.1%): noise, noise-in, noise-out, flip-in, flip-out, lose-in, "
        + "lose-out, insert-in, insert-out (per byte); lost-ok, cut-reply, glue-reply (per reply); resend-storm=PxN, chatter, "
        + "invalid-utf8 (per command). Once, after N executed commands (@500) or a time (@60s): stall@W=30s, reset@W, kill@W, "
        + "drop@W=1s, runaway@W=E0, heating-failed@W=bed, mintemp@W, maxtemp@W, flood@W=10MB. seed=N repeats a run exactly. "
        + "docs/simulator.md explains each.";

    private readonly Option<string?> _pty = new("--pty")
    {
        Description = "Offer the printer on a pty, and make PATH a link to it; the link is removed at the end.",
        HelpName = "PATH",
    };

    private readonly Option<int?> _tcp = new("--tcp")
    {
        Description = "Offer the printer on a TCP port, as raw bytes; 0 takes a free one.",
        HelpName = "PORT",
    };

    private readonly Option<IPAddress> _bind = new("--bind")
    {
        Description = "The address to listen on with --tcp.",
        HelpName = "ADDRESS",
        DefaultValueFactory = _ => IPAddress.Loopback,
        CustomParser = ReadAddress,
    };

    private readonly Option<bool> _rfc2217 = new("--rfc2217")
    {
        Description = "Speak RFC 2217 on the TCP port: baud rates count, and DTR going up resets the board.",
    };

    private readonly Option<bool> _ignoreDtr = new("--ignore-dtr")
    {
        Description = "With --rfc2217: DTR does not reset the board.",
    };

    private readonly Option<bool> _resetOnOpen = new("--reset-on-open")
    {
        Description = "Opening the port resets the board, as with an Arduino. (A pty has no DTR.)",
    };

    private readonly Option<int> _baud = new("--baud")
    {
        Description = "Bits per second of the wire; 0 for a wire without a limit.",
        HelpName = "N",
        DefaultValueFactory = _ => 115200,
    };

    private readonly Option<double> _speed = new("--speed")
    {
        Description =
            "How fast the machine lives: moves, heating, dwelling and the firmware's own work; max takes no time.",
        HelpName = "X",
        DefaultValueFactory = _ => 1,
        CustomParser = ReadSpeed,
    };

    private readonly Option<bool> _fast = new("--fast")
    {
        Description = "Answer at once: --baud 0 --speed max, without a boot time. For benchmarks of hosts.",
    };

    private readonly Option<TimeSpan?> _latency = new("--latency")
    {
        Description = "Added round trip, as in 20ms.",
        HelpName = "TIME",
        CustomParser = PrintOptionsText.ReadTime,
    };

    private readonly Option<TimeSpan?> _boot = new("--boot-time")
    {
        Description = "From a reset to the first word, 1s if not said; nothing is heard meanwhile.",
        HelpName = "TIME",
        CustomParser = PrintOptionsText.ReadTime,
    };

    private readonly Option<FirmwareFlavour> _firmware = new("--firmware")
    {
        Description = "Speak like " + string.Join(", ", FirmwareFlavour.All) + ".",
        HelpName = "NAME",
        DefaultValueFactory = _ => FirmwareFlavour.Marlin212,
        CustomParser = ReadFirmware,
    };

    private readonly Option<Features?> _features = new("--features")
    {
        Description =
            "Built in beside the stock configuration, with commas between: "
            + string.Join(", ", FeatureNames.All)
            + ".",
        HelpName = "LIST",
        CustomParser = ReadFeatures,
    };

    private readonly Option<int> _extruders = new("--extruders")
    {
        Description = "Hotends, 1 to 8.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int> _queue = new("--queue-lines")
    {
        Description = "Lines of the command queue (BUFSIZE).",
        HelpName = "N",
        DefaultValueFactory = _ => 4,
    };

    private readonly Option<int> _buffer = new("--receive-buffer")
    {
        Description = "Bytes of the receive buffer (RX_BUFFER_SIZE).",
        HelpName = "N",
        DefaultValueFactory = _ => 128,
    };

    private readonly Option<string?> _executed = new("--executed")
    {
        Description = "Write every executed command to FILE, one a line, without number and checksum.",
        HelpName = "FILE",
    };

    private readonly Option<FaultPlan?> _faults = new("--faults")
    {
        Description = FaultHelp,
        HelpName = "SPEC",
        CustomParser = ReadFaults,
    };

    private readonly Option<int> _count = new("--count")
    {
        Description = "So many printers in one process: paths get the printer's number at their end, ports count up.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private SimulateCommand() { }

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var simulate = new SimulateCommand();
        var command = new Command("simulate", "A virtual printer with a real line protocol, on a pty or a TCP port.");
        foreach (Option option in simulate.Options)
            command.Options.Add(option);
        Range(simulate._baud, 0, 4_000_000);
        Range(simulate._extruders, 1, 8);
        Range(simulate._queue, 1, 64);
        Range(simulate._buffer, 16, 4096);
        Range(simulate._count, 1, 10_000);
        command.Validators.Add(simulate.NeedOnePlace);
        command.SetAction(simulate.RunAsync);
        return command;
    }

    private Option[] Options =>
        [
            _pty,
            _tcp,
            _bind,
            _rfc2217,
            _ignoreDtr,
            _resetOnOpen,
            _baud,
            _speed,
            _fast,
            _latency,
            _boot,
            _firmware,
            _features,
            _extruders,
            _queue,
            _buffer,
            _executed,
            _faults,
            _count,
        ];

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        try
        {
            using var simulator = new LiveSimulator(ReadOptions(result));
            foreach (string address in simulator.Addresses)
                Console.WriteLine(address);
            await simulator.Failed.WaitAsync(cancellationToken);
            return ExitCode.Ok;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Ok;
        }
        catch (Exception e) when (e is SimulatorException or SerialPortException or PlatformNotSupportedException)
        {
            await Console.Error.WriteLineAsync("gantry simulate: " + e.Message);
            return ExitCode.CannotCreate;
        }
    }

    private LiveOptions ReadOptions(ParseResult result)
    {
        int? port = result.GetValue(_tcp);
        return new LiveOptions
        {
            Printer = ReadPrinter(result),
            PtyPath = result.GetValue(_pty),
            TcpAddress = port is { } number ? new IPEndPoint(result.GetValue(_bind)!, number) : null,
            SpeaksRfc2217 = result.GetValue(_rfc2217),
            FollowsDtr = !result.GetValue(_ignoreDtr),
            ResetsOnOpen = result.GetValue(_resetOnOpen),
            ExecutedPath = result.GetValue(_executed),
            Count = result.GetValue(_count),
        };
    }

    private PrinterOptions ReadPrinter(ParseResult result)
    {
        var options = new PrinterOptions
        {
            Flavour = result.GetValue(_firmware)!,
            Features = result.GetValue(_features) ?? Features.Stock,
            BaudRate = result.GetValue(_baud),
            Speed = result.GetValue(_speed),
            QueueLines = result.GetValue(_queue),
            ReceiveBuffer = result.GetValue(_buffer),
            Extruders = result.GetValue(_extruders),
            Latency = result.GetValue(_latency) ?? TimeSpan.Zero,
            BootTime = result.GetValue(_boot) ?? TimeSpan.FromSeconds(1),
            Faults = result.GetValue(_faults) ?? FaultPlan.None,
        };
        return result.GetValue(_fast) ? options.MadeFast() : options;
    }

    private void NeedOnePlace(CommandResult result)
    {
        bool hasPty = result.GetValue(_pty) is not null;
        bool hasTcp = result.GetValue(_tcp) is not null;
        if (hasPty == hasTcp)
            result.AddError("Say where the printer shall be: either --pty PATH or --tcp PORT.");
        else if (hasPty && result.GetValue(_rfc2217))
            result.AddError("--rfc2217 goes with --tcp; a pty carries raw bytes.");
        else if (hasTcp && result.GetValue(_tcp) is < 0 or > 65535)
            result.AddError("--tcp takes a port from 0 (a free one) to 65535.");
        else if (hasTcp && result.GetValue(_tcp) + result.GetValue(_count) > 65536)
            result.AddError("There are not so many ports from --tcp up; take a lower one, or 0 for free ones.");
    }

    private static void Range(Option<int> option, int least, int most) =>
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) is int value && (value < least || value > most))
                result.AddError($"{option.Name} takes a whole number from {least} to {most}, not {value}.");
        });

    private static IPAddress? ReadAddress(ArgumentResult result)
    {
        if (IPAddress.TryParse(result.Tokens[0].Value, out IPAddress? address))
            return address;
        result.AddError($"--bind takes an IP address, as 127.0.0.1 or 0.0.0.0, not '{result.Tokens[0].Value}'.");
        return null;
    }

    private static double ReadSpeed(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (text == "max")
            return double.PositiveInfinity;
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double speed);
        if (isNumber && speed is >= 0.01 and <= 1_000_000)
            return speed;
        result.AddError($"--speed takes a factor from 0.01 to 1000000, or max, not '{text}'.");
        return 1;
    }

    private static FirmwareFlavour? ReadFirmware(ArgumentResult result)
    {
        string name = result.Tokens[0].Value;
        FirmwareFlavour? flavour = FirmwareFlavour.All.FirstOrDefault(f => f.Name == name);
        if (flavour is null)
            result.AddError($"--firmware takes one of {string.Join(", ", FirmwareFlavour.All)}, not '{name}'.");
        return flavour;
    }

    private static Features? ReadFeatures(ArgumentResult result)
    {
        if (FeatureNames.TryParse(result.Tokens[0].Value, out Features features, out string? unknown))
            return features;
        result.AddError($"There is no feature '{unknown}'; there are {string.Join(", ", FeatureNames.All)}.");
        return Features.Stock;
    }

    private static FaultPlan? ReadFaults(ArgumentResult result)
    {
        try
        {
            return FaultPlan.Parse(result.Tokens[0].Value);
        }
        catch (FaultSyntaxException e)
        {
            result.AddError(e.Message);
            return null;
        }
    }
}
