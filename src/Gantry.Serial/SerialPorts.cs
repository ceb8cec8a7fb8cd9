using Gantry.Serial.Linux;
using Gantry.Serial.Network;

namespace Gantry.Serial;

/// <summary>Opens ports of every kind; the local ones share one event loop, which starts with the first of them.</summary>
/// <param name="time">For time limits.</param>
public sealed class SerialPorts(TimeProvider time) : ISerialPortOpener, IDisposable
{
    private readonly Lazy<EventLoop> _loop = new(() => new EventLoop("serial"));

    /// <summary>The loop that serves the local ports.</summary>
    /// <exception cref="PlatformNotSupportedException">Not on Linux.</exception>
    public EventLoop Loop => _loop.Value;

    /// <inheritdoc/>
    public async Task<ISerialPort> OpenAsync(
        PortAddress address,
        PortOptions options,
        CancellationToken cancellationToken
    ) =>
        address.Scheme switch
        {
            PortScheme.Tcp => await TcpPort.OpenAsync(address, options, time, cancellationToken),
            PortScheme.Rfc2217 => await Rfc2217Opening.OpenAsync(address, options, time, cancellationToken),
            _ when !OperatingSystem.IsLinux() => throw new SerialPortException(
                SerialError.NotSupported,
                $"{address}: local serial ports are supported on Linux only. Share the port from a Linux machine with "
                    + "'gantry share', and use its rfc2217:// address here."
            ),
            _ => await TtyPort.OpenAsync(
                address.Path,
                options.Settings,
                new TtyOptions(options.HangUpOnClose),
                Loop,
                time,
                cancellationToken
            ),
        };

    /// <summary>Ends the event loop. Ports must have been closed before.</summary>
    public void Dispose()
    {
        if (_loop.IsValueCreated)
            _loop.Value.Dispose();
    }
}
