using System.CommandLine;
using System.Threading.Channels;
using Gantry.Printing;
using Gantry.Printing.Ports;
using Gantry.Printing.Scripts;
using Gantry.Printing.Terminal;
using Gantry.Serial;
using Gantry.Serial.Inventory;

namespace Gantry.Cli;

/// <summary><c>gantry terminal</c>: talks to a printer by hand. Every command is numbered and checked, and sent once.</summary>
internal static class TerminalCommand
{
    private const string Verb = "terminal";

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(50);

    private static readonly Option<string> Port = new("--port")
    {
        Description = "The printer: a device such as /dev/ttyUSB0, rfc2217://HOST:PORT or tcp://HOST:PORT.",
        HelpName = "URL",
        Required = true,
    };

    private static readonly Option<int> Baud = new("--baud")
    {
        Description = "Bits per second, or auto to try the usual rates.",
        HelpName = "N|auto",
        DefaultValueFactory = _ => 115200,
        CustomParser = PrintOptionsText.ReadBaud,
    };

    private static readonly Option<bool> All = new("--all")
    {
        Description = "Show everything: numbers and checksums, acknowledgements, temperature reports.",
    };

    private static readonly Option<bool> Reset = new("--reset") { Description = "Reset the board first (DTR)." };

    public static Command Create()
    {
        var command = new Command(
            Verb,
            "Talk to a printer by hand: G-code, a line each. /stop is an emergency stop, /reset resets the board, /quit ends."
        )
        {
            Port,
            Baud,
            All,
            Reset,
        };
        command.SetAction((arguments, stop) => Trouble.GuardAsync(Verb, () => RunAsync(arguments, stop)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken stop)
    {
        var setup = new PrinterSetup
        {
            Address = PortAddress.Parse(arguments.GetValue(Port)!),
            BaudRate = arguments.GetValue(Baud),
            ResetOnConnect = arguments.GetValue(Reset),
            Scripts = new PrinterScripts(),
        };
        bool isLive = !Console.IsInputRedirected && !Console.IsOutputRedirected;
        var screen = new TerminalScreen(Console.Out, isLive);
        using var ports = new SerialPorts(TimeProvider.System);
        var follower = new DeviceFollower(new SerialInventory().List);
        await using var printer = new Printer(setup, ports, TimeProvider.System, ports: follower);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task showing = ShowAsync(printer, screen, arguments.GetValue(All), ended.Token);
        try
        {
            await printer.ConnectAsync();
            if (await WaitUntilReadyAsync(printer, stop) is { } trouble)
                return Trouble.Report(Verb, trouble, setup);
            return await TalkAsync(printer, screen, isLive, stop) ? ExitCode.Ok : ExitCode.Failed;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Ok;
        }
        finally
        {
            await ended.CancelAsync();
            await showing;
        }
    }

    private static async Task<ConnectionTrouble?> WaitUntilReadyAsync(Printer printer, CancellationToken stop)
    {
        await foreach (PrinterSnapshot snapshot in printer.WatchAsync(stop))
        {
            if (snapshot.State is PrinterState.Offline && snapshot.Trouble is { } trouble)
                return trouble;
            if (snapshot.State is not (PrinterState.Connecting or PrinterState.Offline))
                return null;
        }
        throw new OperationCanceledException(stop);
    }

    /// <summary>Does what is typed; false when a command from a pipe was refused, and those behind it were left alone.</summary>
    private static async Task<bool> TalkAsync(
        Printer printer,
        TerminalScreen screen,
        bool isLive,
        CancellationToken stop
    )
    {
        await foreach (string line in ReadLines(screen).ReadAllAsync(stop))
        {
            string text = line.Trim();
            if (text is "/quit" or "/exit")
                return true;
            Task<bool> doing = DoAsync(printer, screen, text);
            // A person may type on while a command runs; a file of commands is done one by one.
            if (!isLive && !await doing.WaitAsync(stop))
                return false;
        }
        return true;
    }

    /// <summary>Does one thing; false when it was refused.</summary>
    private static async Task<bool> DoAsync(Printer printer, TerminalScreen screen, string text)
    {
        try
        {
            switch (text.ToUpperInvariant())
            {
                case "":
                    break;
                case "/STOP" or "M112":
                    await printer.StopInEmergencyAsync();
                    break;
                case "/RESET":
                    await printer.ResetAsync();
                    break;
                default:
                    await printer.SendAsync(text);
                    break;
            }
            return true;
        }
        catch (PrinterRefusedException e)
        {
            screen.Show($"! {e.Message}");
            return false;
        }
    }

    /// <summary>Standard input has a thread of its own: a read from it cannot be ended.</summary>
    private static ChannelReader<string> ReadLines(TerminalScreen screen)
    {
        Channel<string> lines = Channel.CreateBounded<string>(64);
        var thread = new Thread(() =>
        {
            while (screen.Read() is { } line)
            while (!lines.Writer.TryWrite(line))
                Thread.Sleep(10);
            lines.Writer.TryComplete();
        })
        {
            IsBackground = true,
            Name = "input",
        };
        thread.Start();
        return lines.Reader;
    }

    private static async Task ShowAsync(Printer printer, TerminalScreen screen, bool all, CancellationToken ended)
    {
        TerminalFilter filter = all
            ? TerminalFilter.None
            : new TerminalFilter
            {
                HideTemperatures = true,
                HideAcknowledgements = true,
                HideBusy = true,
            };
        var reader = new TerminalReader(printer.Terminal, filter: filter);
        using var timer = new PeriodicTimer(LookInterval);
        try
        {
            do ShowNew(reader, screen, all);
            while (await timer.WaitForNextTickAsync(ended));
        }
        catch (OperationCanceledException)
        {
            // The last words are shown, too.
            ShowNew(reader, screen, all);
        }
    }

    private static void ShowNew(TerminalReader reader, TerminalScreen screen, bool all)
    {
        long lost = reader.Lost;
        while (reader.TryRead(out TerminalEntry entry))
        {
            if (reader.Lost > lost)
                screen.Show($"# {reader.Lost - lost} lines came too fast to be shown.");
            lost = reader.Lost;
            string mark = entry.Direction switch
            {
                TerminalDirection.Sent => ">",
                TerminalDirection.Received => "<",
                _ => "#",
            };
            screen.Show($"{mark} {(all ? entry.ToText() : Plain(entry))}");
        }
    }

    /// <summary>What was sent without its number and checksum.</summary>
    private static string Plain(in TerminalEntry entry)
    {
        string text = entry.ToText();
        int star = text.LastIndexOf('*');
        if (entry.Direction != TerminalDirection.Sent || !text.StartsWith('N') || star < 0)
            return text;
        int start = 1;
        while (start < star && char.IsAsciiDigit(text[start]))
            start++;
        return text[start..star].Trim();
    }
}
