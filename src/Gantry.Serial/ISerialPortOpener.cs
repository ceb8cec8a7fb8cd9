namespace Gantry.Serial;

/// <summary>Opens ports by their address.</summary>
public interface ISerialPortOpener
{
    /// <summary>Opens a port and sets it up.</summary>
    /// <exception cref="SerialPortException">Its <see cref="SerialPortException.Error"/> says why it could not be opened.</exception>
    Task<ISerialPort> OpenAsync(PortAddress address, PortOptions options, CancellationToken cancellationToken);
}
