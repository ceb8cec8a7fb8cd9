using Gantry.Serial;

namespace Gantry.Sharing.Ports;

/// <summary>What a <see cref="ShareDevice"/> tells, on the loop's thread.</summary>
internal interface IDeviceUser
{
    /// <summary>The device said something.</summary>
    void OnReceived(ReadOnlySpan<byte> data);

    /// <summary>What waited to be written is gone, or has become little.</summary>
    void OnRoom();

    /// <summary>The device is gone; it is not used any more.</summary>
    void OnLost(SerialPortException cause);
}
