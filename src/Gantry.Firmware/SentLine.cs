namespace Gantry.Firmware;

/// <summary>A line on its way to the firmware.</summary>
/// <param name="number">Its number, or -1 when it is none of the stream: a probe, an emergency stop.</param>
/// <param name="text">Its bytes, line end included.</param>
public readonly ref struct SentLine(long number, ReadOnlySpan<byte> text)
{
    /// <summary>Its number, or -1 when it is none of the stream: a probe, an emergency stop.</summary>
    public long Number { get; } = number;

    /// <summary>Its bytes, without the line end.</summary>
    public ReadOnlySpan<byte> Text { get; } = text.Trim((byte)'\n');

    /// <summary>The command in it, without number and checksum.</summary>
    public ReadOnlySpan<byte> Command
    {
        get
        {
            if (Number < 0)
                return Text;
            int start = 1 + Text[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            return Text[start..Text.LastIndexOf((byte)'*')];
        }
    }
}
