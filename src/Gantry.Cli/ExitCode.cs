namespace Gantry.Cli;

/// <summary>What the program's exit status says; from 64 on the numbers of BSD's sysexits.h, as far as they fit.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Ok = 0;

    /// <summary>Something else went wrong; the message says what.</summary>
    public const int Failed = 1;

    /// <summary>The file does not fit the printer that was named.</summary>
    public const int DoesNotFit = 3;

    /// <summary>The print was cancelled.</summary>
    public const int Cancelled = 4;

    /// <summary>The printer stopped the print with a fault.</summary>
    public const int PrinterFault = 5;

    /// <summary>The print was interrupted; a person must decide.</summary>
    public const int Interrupted = 6;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 64;

    /// <summary>The file is no G-code that can be printed, no backup that can be restored, or nothing that the server can use.</summary>
    public const int BadData = 65;

    /// <summary>There is no such file.</summary>
    public const int NoInput = 66;

    /// <summary>There is no such port or host.</summary>
    public const int NoPort = 67;

    /// <summary>Nobody answers at the port.</summary>
    public const int NoAnswer = 68;

    /// <summary>Somebody else uses the port, or the state of things at the server does not allow what was asked.</summary>
    public const int Busy = 69;

    /// <summary>The build, or the program itself, failed.</summary>
    public const int Software = 70;

    /// <summary>The port cannot do the baud rate or format.</summary>
    public const int SettingsRefused = 71;

    /// <summary>The far end does not speak RFC 2217.</summary>
    public const int NotRfc2217 = 72;

    /// <summary>A file, link or socket cannot be created.</summary>
    public const int CannotCreate = 73;

    /// <summary>The port vanished, or a file could not be read or written to its end.</summary>
    public const int IoError = 74;

    /// <summary>The device at the port is no printer.</summary>
    public const int NotAPrinter = 76;

    /// <summary>This user may not.</summary>
    public const int NotPermitted = 77;

    /// <summary>There is nothing to resume, or it is another file or printer.</summary>
    public const int CannotResume = 78;

    /// <summary>The table for <c>gantry --help</c>.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Ok, "all is well"),
        (Failed, "something else went wrong"),
        (DoesNotFit, "the file does not fit the printer that was named"),
        (Cancelled, "the print was cancelled"),
        (PrinterFault, "the printer stopped the print with a fault"),
        (Interrupted, "the print was interrupted; a person must decide"),
        (Usage, "the command line is wrong"),
        (BadData, "the file is no G-code that can be printed, or no backup, or the server cannot use it"),
        (NoInput, "there is no such file"),
        (NoPort, "there is no such port or host"),
        (NoAnswer, "nobody answers at the port"),
        (Busy, "somebody else uses the port, or the server's state of things does not allow it"),
        (Software, "the build, or the program itself, failed"),
        (SettingsRefused, "the port cannot do the baud rate or format"),
        (NotRfc2217, "the far end does not speak RFC 2217"),
        (CannotCreate, "a file, link or socket cannot be created"),
        (IoError, "the port vanished, or a file could not be read or written"),
        (NotAPrinter, "the device at the port is no printer"),
        (NotPermitted, "this user may not"),
        (CannotResume, "there is nothing to resume, or it is another file or printer"),
    ];
}
