using Gantry.Cli.Server;
using Gantry.Firmware.Detection;
using Gantry.Printing;
using Gantry.Printing.Jobs;
using Gantry.Serial;
using Gantry.Server;
using Gantry.Sharing;
using Gantry.Storage;

namespace Gantry.Cli;

/// <summary>Makes one clear line and an exit code of what went wrong.</summary>
internal static class Trouble
{
    /// <summary>Runs a verb; what is thrown for the user's eyes becomes its last line.</summary>
    public static async Task<int> GuardAsync(string verb, Func<Task<int>> run, TextWriter? errors = null)
    {
        try
        {
            return await run();
        }
        catch (Exception e) when (CodeOf(e) is not null)
        {
            await (errors ?? Console.Error).WriteLineAsync($"gantry {verb}: {e.Message}");
            return CodeOf(e)!.Value;
        }
    }

    /// <summary>Says why there is no connection.</summary>
    public static int Report(string verb, ConnectionTrouble trouble, PrinterSetup setup)
    {
        bool mayBeRate = setup.BaudRate != 0 && trouble.Device is DeviceKind.Silent or DeviceKind.OtherBaudRate;
        string advice = mayBeRate ? " --baud auto tries the usual rates." : "";
        Console.Error.WriteLine($"gantry {verb}: {trouble.Text}{advice}");
        return trouble.Port is { } error ? CodeOf(error) : CodeOf(trouble.Device);
    }

    private static int? CodeOf(Exception e) =>
        e switch
        {
            SerialPortException port => CodeOf(port.Error),
            JobException job => CodeOf(job.Error),
            ShareException or CannotCreateException => ExitCode.CannotCreate,
            PrinterRefusedException => ExitCode.Failed,
            DataDirectoryInUseException => ExitCode.Busy,
            ServerCallException call => call.ExitStatus,
            FileNotFoundException or DirectoryNotFoundException => ExitCode.NoInput,
            BackupException => ExitCode.BadData,
            StorageException or ServerException => ExitCode.Failed,
            UnauthorizedAccessException => ExitCode.NotPermitted,
            IOException => ExitCode.IoError,
            _ => null,
        };

    private static int CodeOf(SerialError error) =>
        error switch
        {
            SerialError.BadAddress => ExitCode.Usage,
            SerialError.NotFound or SerialError.NotSerial or SerialError.NotSupported => ExitCode.NoPort,
            SerialError.Busy => ExitCode.Busy,
            SerialError.NotPermitted => ExitCode.NotPermitted,
            SerialError.SettingsRefused => ExitCode.SettingsRefused,
            SerialError.NotRfc2217 => ExitCode.NotRfc2217,
            SerialError.Timeout => ExitCode.NoAnswer,
            SerialError.CannotCreate => ExitCode.CannotCreate,
            _ => ExitCode.IoError,
        };

    private static int CodeOf(DeviceKind? device) =>
        device is null or DeviceKind.Silent or DeviceKind.OtherBaudRate or DeviceKind.Printer
            ? ExitCode.NoAnswer
            : ExitCode.NotAPrinter;

    private static int CodeOf(JobError error) =>
        error switch
        {
            JobError.FileMissing => ExitCode.NoInput,
            JobError.BadFile => ExitCode.BadData,
            JobError.Journal or JobError.JournalHeld => ExitCode.CannotCreate,
            _ => ExitCode.CannotResume,
        };
}
