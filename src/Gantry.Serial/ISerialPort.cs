namespace Gantry.Serial;

/// <summary>
/// An open serial port, wherever it is: a local tty, one behind RFC 2217, or a raw TCP stream.
/// At most one read and one write may be under way at a time; control calls may run beside them.
/// Reading and writing allocate nothing per call once they are going.
/// Every call throws <see cref="SerialPortException"/> with <see cref="SerialError.Lost"/> after the port came to an end.
/// </summary>
public interface ISerialPort : IAsyncDisposable
{
    /// <summary>The address as the user wrote it, for messages.</summary>
    string Address { get; }

    /// <summary>
    /// The settings in use, as the driver or the far end confirmed them; a driver may round the baud rate.
    /// A raw TCP stream cannot know, and repeats what it was asked for.
    /// </summary>
    SerialSettings Settings { get; }

    /// <summary>Waits for bytes and reads what is there, at least one byte. It never returns 0: an end is an exception.</summary>
    ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Hands all bytes to the system. They may still be on their way when this returns: see <see cref="DrainAsync"/>.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken);

    /// <summary>Asks for other settings and gives back those in use afterwards.</summary>
    /// <exception cref="SerialPortException">With <see cref="SerialError.SettingsRefused"/>; the old settings stay.</exception>
    ValueTask<SerialSettings> ConfigureAsync(SerialSettings wanted, CancellationToken cancellationToken);

    /// <summary>Sets DTR and RTS, both in one step; null leaves a line as it is.</summary>
    /// <returns>False when the port has no modem lines (a pty, a raw TCP stream).</returns>
    ValueTask<bool> SetModemLinesAsync(bool? dtr, bool? rts, CancellationToken cancellationToken);

    /// <summary>The modem lines as they are now, or null when the port has none.</summary>
    ValueTask<ModemLines?> GetModemLinesAsync(CancellationToken cancellationToken);

    /// <summary>Holds the line in the break state, or ends it.</summary>
    ValueTask SetBreakAsync(bool on, CancellationToken cancellationToken);

    /// <summary>Throws away bytes that wait in the driver.</summary>
    ValueTask PurgeAsync(PurgeTarget target, CancellationToken cancellationToken);

    /// <summary>Waits until all written bytes have left the machine, as far as the system can tell.</summary>
    ValueTask DrainAsync(CancellationToken cancellationToken);
}
