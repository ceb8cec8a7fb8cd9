namespace Gantry.Printing.Actor;

/// <summary>What a printer's core wants done outside. Each is done soon, and what came of it is told to the core.</summary>
internal interface IPrinterEffects
{
    /// <summary>Open the port; then <see cref="PrinterCore.PortOpened"/> or <see cref="PrinterCore.PortFailed"/>.</summary>
    /// <param name="baudRate">Bits per second.</param>
    /// <param name="reset">Whether to pulse DTR.</param>
    void OpenPort(int baudRate, bool reset);

    /// <summary>Set another rate on the open port; then <see cref="PrinterCore.PortOpened"/> or <see cref="PrinterCore.PortFailed"/>.</summary>
    void ChangeBaudRate(int baudRate);

    /// <summary>Close the port; nothing of it is told to the core any more.</summary>
    void ClosePort();

    /// <summary>A printer has answered on the open port: it is the device to look for when its name changes.</summary>
    void Answered();

    /// <summary>Read a job's file beside the print, for its times and layers; then <see cref="PrinterCore.Studied"/>, or nothing.</summary>
    void Study(PreparedJob job);

    /// <summary>Read how the printer stands by a job's journal and file; then <see cref="PrinterCore.Replayed"/>.</summary>
    /// <param name="job">The job, which another process began.</param>
    /// <param name="through">The last line that the firmware took.</param>
    void Replay(PreparedJob job, long through);

    /// <summary>Pulse DTR on the open port.</summary>
    void PulseReset();
}
