using System.CommandLine;
using System.Text.Json;
using Gantry.Printing;
using Gantry.Printing.Jobs;
using Gantry.Printing.Journal;
using Gantry.Printing.Ports;
using Gantry.Printing.Scripts;
using Gantry.Serial;
using Gantry.Serial.Inventory;
using Spectre.Console;

namespace Gantry.Cli;

/// <summary><c>gantry print</c>: prints one file on one printer, and says how it went.</summary>
internal static class PrintCommand
{
    /// <summary>The verb.</summary>
    public const string Verb = "print";

    private static readonly Argument<string> File = new("FILE")
    {
        Description = "A G-code file: text, .gz, .ufp, sliced .3mf or .bgcode.",
    };

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

    private static readonly Option<WindowChoice?> Window = new("--window")
    {
        Description =
            "Lines that the firmware's queue holds (BUFSIZE), auto for stock Marlin's and what the firmware shows, "
            + "off for one line per ok; auto if not said.",
        HelpName = "N|auto|off",
        CustomParser = PrintOptionsText.ReadWindow,
    };

    private static readonly Option<bool> Reset = new("--reset")
    {
        Description = "Reset the board before the print (DTR).",
    };

    private static readonly Option<bool> NoReset = new("--no-reset")
    {
        Description = "Never reset the board, not even after an emergency stop.",
    };

    private static readonly Option<bool> Resume = new("--resume")
    {
        Description = "Go on with the job that was interrupted, where the printer stands.",
    };

    private static readonly Option<string> Data = new("--data")
    {
        Description = "Where the journal of the job is kept.",
        HelpName = "DIR",
        DefaultValueFactory = _ => DataFolder.Default,
    };

    private static readonly Option<TimeSpan?> AnswerLimit = new("--answer-limit")
    {
        Description =
            "How long the firmware may take to answer after the port was opened, its boot included; 15s if not said.",
        HelpName = "TIME",
        CustomParser = PrintOptionsText.ReadTime,
    };

    private static readonly Option<TimeSpan?> GiveUp = new("--give-up")
    {
        Description =
            "How long a lost connection is tried again, 1h if not said. Then the program ends, and --resume goes on with the job.",
        HelpName = "TIME",
        CustomParser = PrintOptionsText.ReadTime,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print the performance as JSON." };

    public static Command Create()
    {
        var command = new Command(Verb, "Print a file.")
        {
            File,
            Port,
            Baud,
            Window,
            Reset,
            NoReset,
            Resume,
            Data,
            AnswerLimit,
            GiveUp,
            Json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Reset) && (result.GetValue(NoReset) || result.GetValue(Resume)))
                result.AddError("--reset goes neither with --no-reset nor with --resume.");
        });
        command.SetAction((arguments, stop) => Trouble.GuardAsync(Verb, () => RunAsync(arguments, stop)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken stop)
    {
        PrinterSetup setup = ReadSetup(arguments);
        using var ports = new SerialPorts(TimeProvider.System);
        using var disk = new JournalDisk();
        var jobs = new JobStore(
            Path.Combine(arguments.GetValue(Data)!, "jobs"),
            disk,
            TimeProvider.System,
            new Random()
        );
        var follower = new DeviceFollower(new SerialInventory().List);
        await using var printer = new Printer(setup, ports, TimeProvider.System, ports: follower);
        using var progress = new ProgressLine(Console.Error);
        var session = new PrintSession(
            printer,
            setup,
            jobs,
            progress,
            arguments.GetValue(GiveUp) ?? TimeSpan.FromHours(1)
        );
        try
        {
            string file = arguments.GetValue(File)!;
            string address = setup.Address.Path.Length > 0 ? setup.Address.Path : setup.Address.Text;
            int unready = arguments.GetValue(Resume)
                ? await session.ResumeAsync(file, address, stop)
                : await session.StartAsync(file, address, stop);
            return unready != ExitCode.Ok ? unready : Report(arguments, await session.FollowAsync(stop), session);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return await session.CancelAsync();
        }
    }

    private static int Report(ParseResult arguments, JobResult? job, PrintSession session)
    {
        if (job is null)
            return session.Status;
        if (job.Outcome != JobOutcome.Completed)
        {
            Console.Error.WriteLine($"gantry print: {job.Text}");
            return job.Outcome == JobOutcome.Cancelled ? ExitCode.Cancelled : ExitCode.PrinterFault;
        }
        PrintReport report = PrintReport.Of(job, session.DoneBefore);
        if (arguments.GetValue(Json))
            Console.Out.WriteLine(JsonSerializer.Serialize(report, CliJson.Default.PrintReport));
        else
            PrintReportTable.Write(AnsiConsole.Console, report);
        return ExitCode.Ok;
    }

    private static PrinterSetup ReadSetup(ParseResult arguments)
    {
        WindowChoice window = arguments.GetValue(Window) ?? WindowChoice.Auto;
        return new PrinterSetup
        {
            Address = PortAddress.Parse(arguments.GetValue(Port)!),
            BaudRate = arguments.GetValue(Baud),
            Window = window.Size,
            LearnWindow = window.MayGrow,
            ResetOnConnect = arguments.GetValue(Reset),
            MayReset = !arguments.GetValue(NoReset),
            // The file ends the print as it likes: what is executed is the file, line by line.
            Scripts = new PrinterScripts { AfterPrint = GCodeScript.Empty },
            AnswerLimit = arguments.GetValue(AnswerLimit) ?? TimeSpan.FromSeconds(15),
        };
    }
}
