using System.CommandLine;
using System.Text.Json;
using Gantry.Firmware;
using Gantry.Printing;
using Gantry.Printing.Jobs;
using Gantry.Printing.Journal;
using Gantry.Printing.Scripts;
using Gantry.Serial;
using Spectre.Console;

namespace Gantry.Cli;

/// <summary><c>gantry print</c>: prints one file on one printer, and says how it went.</summary>
internal static class PrintCommand
{
    private const string Verb = "print";

    /// <summary>A verb ends within 2 s of a signal; the rest is for what a second write or close may take.</summary>
    private static readonly TimeSpan CancelLimit = TimeSpan.FromSeconds(1.7);

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

    private static readonly Option<WindowSize?> Window = new("--window")
    {
        Description =
            "Lines that the firmware's queue holds (BUFSIZE), auto for stock Marlin's and what the firmware shows, "
            + "off for one line per ok.",
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
        await using var printer = new Printer(setup, ports, TimeProvider.System);
        using var progress = new ProgressLine(Console.Error);
        try
        {
            return arguments.GetValue(Resume)
                ? await ResumeAsync(arguments, printer, jobs, setup, progress, stop)
                : await StartAsync(arguments, printer, jobs, setup, progress, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return await CancelAsync(printer, jobs, progress);
        }
    }

    private static async Task<int> StartAsync(
        ParseResult arguments,
        Printer printer,
        JobStore jobs,
        PrinterSetup setup,
        ProgressLine progress,
        CancellationToken stop
    )
    {
        CheckedFile file = await jobs.CheckAsync(arguments.GetValue(File)!, stop);
        string address = setup.Address.Text;
        if (jobs.FindOpen(address).Count > 0)
        {
            await Console.Error.WriteLineAsync(
                "gantry print: an interrupted job on this printer is given up; --resume would have gone on with it."
            );
            jobs.Discard(address);
        }
        await printer.ConnectAsync();
        PrinterSnapshot ready = await WaitUntilReadyAsync(printer, stop);
        if (ready.State != PrinterState.Idle)
            return Unready(ready);
        await printer.StartAsync(jobs.Begin(file, address, ready.Firmware.Identity));
        return await FollowAsync(arguments, printer, jobs, progress, stop);
    }

    private static async Task<int> ResumeAsync(
        ParseResult arguments,
        Printer printer,
        JobStore jobs,
        PrinterSetup setup,
        ProgressLine progress,
        CancellationToken stop
    )
    {
        PreparedJob job = await jobs.ResumeAsync(arguments.GetValue(File)!, setup.Address.Text, stop);
        await printer.AdoptAsync(job);
        await printer.ConnectAsync();
        PrinterSnapshot ready = await WaitUntilReadyAsync(printer, stop);
        if (ready.State == PrinterState.Offline)
            return Unready(ready);
        if (ready.State == PrinterState.Paused)
            await printer.ResumeAsync();
        return await FollowAsync(arguments, printer, jobs, progress, stop);
    }

    private static async Task<PrinterSnapshot> WaitUntilReadyAsync(Printer printer, CancellationToken stop)
    {
        await foreach (PrinterSnapshot snapshot in printer.WatchAsync(stop))
            if (
                snapshot.State is not PrinterState.Connecting
                && (snapshot.State is not PrinterState.Offline || snapshot.Trouble is not null)
            )
                return snapshot;
        throw new OperationCanceledException(stop);
    }

    private static int Unready(PrinterSnapshot snapshot)
    {
        if (snapshot.Trouble is { } trouble)
            return Trouble.Report(Verb, trouble);
        Console.Error.WriteLine($"gantry print: {snapshot.Reason}");
        return snapshot.State == PrinterState.Error ? ExitCode.PrinterFault : ExitCode.Failed;
    }

    /// <summary>Shows the print until it is over.</summary>
    private static async Task<int> FollowAsync(
        ParseResult arguments,
        Printer printer,
        JobStore jobs,
        ProgressLine progress,
        CancellationToken stop
    )
    {
        await foreach (PrinterSnapshot snapshot in printer.WatchAsync(stop))
        {
            progress.Show(snapshot);
            if (snapshot.LastJob is { } job)
            {
                progress.End();
                jobs.Remove(job.Header);
                return Report(arguments, job);
            }
            if (snapshot.State == PrinterState.Interrupted)
            {
                progress.End();
                await Console.Error.WriteLineAsync($"gantry print: interrupted: {snapshot.Reason}");
                return ExitCode.Interrupted;
            }
        }
        throw new OperationCanceledException(stop);
    }

    private static int Report(ParseResult arguments, JobResult job)
    {
        if (job.Outcome != JobOutcome.Completed)
        {
            Console.Error.WriteLine($"gantry print: {job.Text}");
            return job.Outcome == JobOutcome.Cancelled ? ExitCode.Cancelled : ExitCode.PrinterFault;
        }
        PrintReport report = PrintReport.Of(job);
        if (arguments.GetValue(Json))
            Console.Out.WriteLine(JsonSerializer.Serialize(report, CliJson.Default.PrintReport));
        else
            PrintReportTable.Write(AnsiConsole.Console, report);
        return ExitCode.Ok;
    }

    /// <summary>Ctrl-C: the heaters go off before the program ends, if the printer still listens.</summary>
    private static async Task<int> CancelAsync(Printer printer, JobStore jobs, ProgressLine progress)
    {
        progress.End();
        if (printer.Snapshot.Job is null)
            return ExitCode.Cancelled;
        using var limit = new CancellationTokenSource(CancelLimit);
        try
        {
            await printer.CancelAsync().WaitAsync(limit.Token);
            await foreach (PrinterSnapshot snapshot in printer.WatchAsync(limit.Token))
                if (snapshot.LastJob is { } job)
                {
                    jobs.Remove(job.Header);
                    break;
                }
            await Console.Error.WriteLineAsync("gantry print: cancelled; the heaters are off.");
        }
        catch (Exception e) when (e is OperationCanceledException or PrinterRefusedException)
        {
            await Console.Error.WriteLineAsync(
                "gantry print: cancelled. The printer has not confirmed yet that its heaters are off: watch it."
            );
        }
        return ExitCode.Cancelled;
    }

    private static PrinterSetup ReadSetup(ParseResult arguments)
    {
        WindowSize? window = arguments.GetValue(Window);
        return new PrinterSetup
        {
            Address = PortAddress.Parse(arguments.GetValue(Port)!),
            BaudRate = arguments.GetValue(Baud),
            Window = window ?? WindowSize.Marlin,
            LearnWindow = window is null,
            ResetOnConnect = arguments.GetValue(Reset),
            MayReset = !arguments.GetValue(NoReset),
            // The file ends the print as it likes: what is executed is the file, line by line.
            Scripts = new PrinterScripts { AfterPrint = GCodeScript.Empty },
        };
    }
}
