using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using Gantry.Discovery.Services;
using Gantry.Serial;
using Gantry.Serial.Inventory;
using Gantry.Sharing;
using Gantry.Sharing.Book;
using Gantry.Sharing.Devices;
using Gantry.Sharing.Policies;
using Gantry.Sharing.Traffic;

namespace Gantry.Cli;

/// <summary><c>gantry share</c>: serial ports on the network, without the rest of the server.</summary>
internal sealed class ShareCommand
{
    /// <summary>Where ports are counted from when there are several: the serial portal's number.</summary>
    private const int FirstOfSeveral = 4001;

    private readonly Argument<string[]> _devices = new("DEVICE[=PORT]")
    {
        Description = "The serial ports, each with the TCP port that it gets, as /dev/ttyUSB0=4001.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _all = new("--all")
    {
        Description =
            "Share all USB serial devices of this machine, as they come and go, each at a port that it keeps.",
    };

    private readonly Option<string> _book = new("--book")
    {
        Description = "With --all: where it is kept which device has which port.",
        HelpName = "FILE",
        DefaultValueFactory = _ => Path.Combine(DataFolder.Default, PortBookFile.DefaultName),
    };

    private readonly Option<int?> _port = new("--port", "-p")
    {
        Description =
            "The first TCP port for devices without one of their own, counting up; 0 takes free ones. "
            + "Not said, it is 2217 for one device and 4001 for several.",
        HelpName = "PORT",
    };

    private readonly Option<bool> _verbose = new("--verbose", "-v")
    {
        Description = "Say more: -v what clients ask for, -vv everything.",
        Arity = ArgumentArity.Zero,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<IPAddress> _bind = new("--bind")
    {
        Description = "The address to listen on; not said, all of this machine.",
        HelpName = "ADDRESS",
        DefaultValueFactory = _ => IPAddress.IPv6Any,
        CustomParser = ReadAddress,
    };

    private readonly Option<AllowedNetworks?> _allow = new("--allow")
    {
        Description =
            "Who may connect: a network as 192.168.1.0/24, an address, local (private networks; what holds if nothing is said), "
            + "or any. Can be given several times.",
        HelpName = "NETWORK",
        CustomParser = ReadNetworks,
        AllowMultipleArgumentsPerToken = false,
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<ShareMode> _mode = Choice(
        "--mode",
        "What clients speak: auto takes each for what its first bytes say.",
        ("auto", ShareMode.Auto),
        ("rfc2217", ShareMode.Rfc2217),
        ("telnet", ShareMode.Telnet),
        ("raw", ShareMode.Raw)
    );

    private readonly Option<LinePolicy> _lines = Choice(
        "--dtr-rts",
        "raise: DTR and RTS go up for a client, which resets most printer boards, and down when it leaves. keep: they stay.",
        ("raise", LinePolicy.Raise),
        ("keep", LinePolicy.Keep)
    );

    private readonly Option<ResetPolicy> _reset = Choice(
        "--reset-on-connect",
        "on-request: a board is reset when a client moves DTR. always: before every client. never: the lines stay, whatever a client asks.",
        ("on-request", ResetPolicy.OnRequest),
        ("always", ResetPolicy.Always),
        ("never", ResetPolicy.Never)
    );

    private readonly Option<BootloaderPolicy> _bootloader = Choice(
        "--bootloader",
        "esp: recognise esptool's attempt to enter the bootloader, and play the sequence here with exact timing.",
        ("pass", BootloaderPolicy.PassThrough),
        ("esp", BootloaderPolicy.Esp)
    );

    private readonly Option<TakeoverPolicy> _takeover = Choice(
        "--second-client",
        "refuse: it is told who has the port. takeover: it gets the port.",
        ("refuse", TakeoverPolicy.Refuse),
        ("takeover", TakeoverPolicy.Newest)
    );

    private readonly Option<int?> _baud = new("--baud")
    {
        Description = "Bits per second for clients that cannot say; not said, what the driver has.",
        HelpName = "N",
    };

    private readonly Option<double?> _idle = new("--idle-limit")
    {
        Description = "Let a client go that sends and hears nothing for so many seconds.",
        HelpName = "SECONDS",
    };

    private readonly Option<string?> _log = new("--log-traffic")
    {
        Description =
            "Write what passes to daily files in FOLDER, with times and directions; kept for 30 days and up to 1 GB.",
        HelpName = "FOLDER",
    };

    private readonly Option<bool> _announce = new("--announce")
    {
        Description =
            "Announce the shares by multicast DNS, so that 'gantry discover' finds them; so it is if nothing is said.",
    };

    private readonly Option<bool> _noAnnounce = new("--no-announce") { Description = "Do not." };

    private ShareCommand() { }

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var share = new ShareCommand();
        var command = new Command("share", "Offer serial ports on the network, by RFC 2217, Telnet or raw TCP.")
        {
            share._devices,
            share._all,
            share._book,
            share._port,
            share._verbose,
            share._bind,
            share._allow,
            share._mode,
            share._lines,
            share._reset,
            share._bootloader,
            share._takeover,
            share._baud,
            share._idle,
            share._log,
            share._announce,
            share._noAnnounce,
        };
        command.Validators.Add(share.Check);
        command.SetAction((result, stop) => Trouble.GuardAsync("share", () => share.RunAsync(result, stop)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken stop)
    {
        if (!OperatingSystem.IsLinux())
            throw new SerialPortException(
                SerialError.NotSupported,
                "Local serial ports are supported on Linux only, so there is nothing to share on this machine."
            );
        string[] wishes = result.GetValue(_devices) ?? [];
        int verbosity = result.GetResult(_verbose)?.IdentifierTokenCount ?? 0;
        await using ShareAnnouncer announcer = ShareAnnouncer.Start(
            !result.GetValue(_noAnnounce),
            result.GetValue(_bind)!,
            trouble => Console.Error.WriteLine($"gantry share: not announced. {trouble}")
        );
        await Rehearsal.BeginAsync(TimeProvider.System);
        if (result.GetValue(_all))
            return await ShareAll.RunAsync(
                DefineAll(result),
                new ShareLog(verbosity),
                announcer,
                result.InvocationConfiguration.Output,
                stop
            );
        var log = new ShareLog(verbosity) { LeavesOutTrouble = wishes.Length == 1 };
        await using var server = new ShareServer(TimeProvider.System, log);
        var shares = new List<Share>();
        foreach (ShareDefinition definition in Define(result, wishes))
        {
            Share share = server.Start(definition);
            shares.Add(share);
            Exception? failure = await share.FirstOpening.WaitAsync(stop);
            // One device that is missing is a mistake; of several, the others are shared, and it is waited for.
            if (failure is not null && wishes.Length == 1)
                throw failure;
        }
        log.LeavesOutTrouble = false;
        foreach (Share share in shares)
            Tell(share);
        IReadOnlyList<SerialDevice> known = new SerialInventory().List();
        await announcer.SetAsync([.. shares.Select(s => ToAnnounce(s, known))], stop);
        await WaitAsync(stop);
        return ExitCode.Ok;
    }

    private static AnnouncedShare ToAnnounce(Share share, IReadOnlyList<SerialDevice> known)
    {
        string path = share.Definition.Device;
        string real = File.Exists(path)
            ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path
            : path;
        bool isRaw = share.Definition.Options.Mode == ShareMode.Raw;
        SerialDevice? device = known.FirstOrDefault(d => d.Path == real);
        return new AnnouncedShare(
            share.Snapshot.Address.Port,
            isRaw,
            path,
            device?.Product ?? "",
            device?.SerialNumber ?? ""
        );
    }

    private static void Tell(Share share)
    {
        ShareSnapshot now = share.Snapshot;
        string scheme = share.Definition.Options.Mode == ShareMode.Raw ? "tcp" : "rfc2217";
        IPAddress address = now.Address.Address;
        string host =
            address.Equals(IPAddress.IPv6Any) || address.Equals(IPAddress.Any) ? Dns.GetHostName()
            : address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]"
            : address.ToString();
        Console.WriteLine($"{scheme}://{host}:{now.Address.Port} {share.Definition.Device}");
    }

    private static async Task WaitAsync(CancellationToken stop)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException)
        {
            // Asked to end.
        }
    }

    private List<ShareDefinition> Define(ParseResult result, string[] wishes)
    {
        ShareOptions options = ReadOptions(result);
        var given = wishes.Select(SplitPort).ToList();
        var taken = given.Where(g => g.Port is not null).Select(g => g.Port!.Value).ToHashSet();
        int next = result.GetValue(_port) ?? (wishes.Length == 1 ? PortAddress.DefaultRfc2217Port : FirstOfSeveral);
        var definitions = new List<ShareDefinition>();
        foreach ((string device, int? port) in given)
        {
            while (port is null && next != 0 && taken.Contains(next))
                next++;
            int number = port ?? (next == 0 ? 0 : next++);
            var address = new IPEndPoint(result.GetValue(_bind)!, number);
            definitions.Add(new ShareDefinition(device, device, address) { Options = options });
        }
        return definitions;
    }

    private SharedDevicesOptions DefineAll(ParseResult result) =>
        new(result.GetValue(_book)!)
        {
            Address = result.GetValue(_bind)!,
            FirstPort = result.GetValue(_port) ?? PortBook.DefaultFirstPort,
            Share = ReadOptions(result),
        };

    private ShareOptions ReadOptions(ParseResult result) =>
        new()
        {
            Mode = result.GetValue(_mode),
            Lines = result.GetValue(_lines),
            Reset = result.GetValue(_reset),
            Bootloader = result.GetValue(_bootloader),
            Takeover = result.GetValue(_takeover),
            Allowed = result.GetValue(_allow) ?? AllowedNetworks.Local,
            BaudRate = result.GetValue(_baud),
            IdleLimit = result.GetValue(_idle) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Traffic = result.GetValue(_log) is { } folder ? new TrafficOptions(folder) : null,
        };

    /// <summary>The port stands behind the last "=", where a number does: paths may have an "=" in them.</summary>
    private static (string Device, int? Port) SplitPort(string wish)
    {
        int at = wish.LastIndexOf('=');
        return at > 0 && int.TryParse(wish[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            ? (wish[..at], port)
            : (wish, null);
    }

    /// <summary>A device that is there but for what stands behind its "=".</summary>
    private static bool IsWrongPort(string wish)
    {
        int at = wish.LastIndexOf('=');
        return at > 0 && SplitPort(wish).Port is null && !File.Exists(wish) && File.Exists(wish[..at]);
    }

    private void Check(CommandResult result)
    {
        string[] devices = result.GetValue(_devices) ?? [];
        if (devices.Length == 0 && !result.GetValue(_all))
            result.AddError(
                "Name a device, as /dev/ttyUSB0, or say --all. 'gantry ports' lists the devices of this machine."
            );
        if (devices.Length > 0 && result.GetValue(_all))
            result.AddError("Either name devices, or say --all. 'gantry devices' gives a device another port.");
        if (result.GetValue(_all) && result.GetValue(_port) == 0)
            result.AddError("With --all devices keep their ports, so --port takes a number from 1.");
        foreach (string wish in devices)
            if (SplitPort(wish).Port is > 65535)
                result.AddError($"'{wish}': a TCP port is a number from 0 to 65535.");
        if (devices.FirstOrDefault(d => d.StartsWith('-')) is { } unknown)
            result.AddError($"'{unknown}' is not an option of 'gantry share'.");
        if (devices.FirstOrDefault(IsWrongPort) is { } wrong)
            result.AddError($"'{wrong}': behind the device stands a TCP port, a number from 0 to 65535.");
        if (devices.Select(d => SplitPort(d).Port).Where(p => p > 0).GroupBy(p => p).Any(p => p.Count() > 1))
            result.AddError("A TCP port is named twice; each device needs one of its own.");
        if (devices.Select(d => SplitPort(d).Device).Distinct().Count() < devices.Length)
            result.AddError("A device is named twice.");
        if (result.GetValue(_port) is < 0 or > 65535)
            result.AddError("--port takes a number from 0 (free ones) to 65535.");
        if (result.GetValue(_baud) is < 1 or > 4_000_000)
            result.AddError("--baud takes a whole number from 1 to 4000000.");
        if (result.GetValue(_announce) && result.GetValue(_noAnnounce))
            result.AddError("--announce and --no-announce cannot both be.");
        if (result.GetValue(_idle) is not (null or > 0 and <= ShareOptions.MostIdleSeconds))
            result.AddError($"--idle-limit takes seconds, more than 0 and up to {ShareOptions.MostIdleSeconds}.");
    }

    /// <summary>One of some words. The first is the enum's zero, what holds if nothing is said.</summary>
    private static Option<T> Choice<T>(string name, string description, params (string Name, T Value)[] values) =>
        new(name)
        {
            Description =
                $"{description} ({string.Join(", ", values.Select(v => v.Name))}; {values[0].Name} if not said)",
            HelpName = string.Join('|', values.Select(v => v.Name)),
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                foreach ((string known, T value) in values)
                    if (known == text)
                        return value;
                result.AddError($"{name} takes one of {string.Join(", ", values.Select(v => v.Name))}, not '{text}'.");
                return values[0].Value;
            },
        };

    private static IPAddress? ReadAddress(ArgumentResult result)
    {
        if (IPAddress.TryParse(result.Tokens[0].Value, out IPAddress? address))
            return address;
        result.AddError($"--bind takes an IP address, as 127.0.0.1 or 0.0.0.0, not '{result.Tokens[0].Value}'.");
        return null;
    }

    private static AllowedNetworks? ReadNetworks(ArgumentResult result)
    {
        string[] names = [.. result.Tokens.Select(t => t.Value)];
        if (AllowedNetworks.TryParse(names) is { } networks)
            return networks;
        result.AddError(
            $"--allow takes networks as 192.168.1.0/24, addresses, local or any, not '{string.Join(' ', names)}'."
        );
        return null;
    }
}
