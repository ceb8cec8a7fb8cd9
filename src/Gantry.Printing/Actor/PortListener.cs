using Gantry.Firmware.Detection;

namespace Gantry.Printing.Actor;

/// <summary>Keeps the beginning of what a port says while nobody answers the greeting, to say in words what it may be.</summary>
internal sealed class PortListener
{
    private const int Most = 4096;

    private readonly byte[] _heard = new byte[Most];
    private int _length;

    /// <summary>
    /// Whether it is no text at all: another baud rate, or no text protocol. At the right rate firmware may repeat what it got
    /// at a wrong one (<c>echo:Unknown command: "…"</c>): its own word before that cannot have come about by chance.
    /// </summary>
    public bool IsGarbage =>
        SerialText.Judge(_heard.AsSpan(0, _length)) == TextVerdict.Garbage
        && _heard.AsSpan(0, _length).IndexOf("echo:"u8) < 0;

    public void Hear(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, Most - _length)];
        bytes.CopyTo(_heard.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>What the device seems to be, and what to do.</summary>
    public DeviceGuess Judge(int baudRate) => WrongDevice.Judge(_heard.AsSpan(0, _length), baudRate);

    public void Reset() => _length = 0;
}
