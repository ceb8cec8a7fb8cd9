namespace Gantry.Firmware;

/// <summary>
/// Where the lines of a stream come from. A number always means the same command: the link asks for it again whenever the
/// firmware did not take it.
/// </summary>
public interface ILineSource
{
    /// <summary>Copies a command, without number and checksum.</summary>
    /// <param name="number">Its number; mostly the one after the last, after an error an earlier one.</param>
    /// <param name="destination">Room for at least <see cref="LineEncoder.MarlinLineLimit"/> bytes.</param>
    /// <param name="length">The command's length in bytes.</param>
    LineAvailability TryGet(long number, Span<byte> destination, out int length);
}
