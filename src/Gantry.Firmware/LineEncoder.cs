using System.Buffers.Text;

namespace Gantry.Firmware;

/// <summary>
/// Puts number and checksum on a command: <c>N12G28*19</c> and a line feed. There is no space behind the number: after an error
/// real firmware may execute the cut tail of a line, and every space more is a place where such a tail is a whole command.
/// </summary>
public static class LineEncoder
{
    /// <summary>More than number, checksum and line end ever take: <c>N</c>, 19 digits, <c>*</c>, 3 digits, line feed.</summary>
    public const int Overhead = 25;

    /// <summary>
    /// Marlin's MAX_CMD_SIZE is 96 with the terminating zero: of a longer line the rest is cut off, checksum and all, and it
    /// would be asked for again for ever.
    /// </summary>
    public const int MarlinLineLimit = 95;

    /// <summary>Writes the line; the destination must have <see cref="Overhead"/> bytes more than the command.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int Encode(long number, ReadOnlySpan<byte> command, Span<byte> destination) =>
        Encode(number, command, destination, out _);

    /// <summary>Writes the line, and tells its checksum.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int Encode(long number, ReadOnlySpan<byte> command, Span<byte> destination, out byte checksum)
    {
        destination[0] = (byte)'N';
        Utf8Formatter.TryFormat(number, destination[1..], out int digits);
        int length = 1 + digits;
        command.CopyTo(destination[length..]);
        length += command.Length;
        checksum = Checksum(destination[..length]);
        destination[length++] = (byte)'*';
        Utf8Formatter.TryFormat(checksum, destination[length..], out digits);
        length += digits;
        destination[length++] = (byte)'\n';
        return length;
    }

    /// <summary>The exclusive or of all bytes in front of the asterisk.</summary>
    public static byte Checksum(ReadOnlySpan<byte> line)
    {
        byte checksum = 0;
        foreach (byte b in line)
            checksum ^= b;
        return checksum;
    }
}
