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

    /// <summary>Pulse DTR on the open port.</summary>
    void PulseReset();
}
