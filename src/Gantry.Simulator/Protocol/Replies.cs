using System.Buffers.Text;
using System.Globalization;
using Gantry.Simulator.Faults;
using Gantry.Simulator.Wire;

namespace Gantry.Simulator.Protocol;

/// <summary>
/// What the firmware says, put together piece by piece. A line goes out when it is ended; the processor is held up as long as
/// its registers are taken.
/// </summary>
internal sealed class Replies(OutboundWire wire, Processor processor, FaultInjector faults)
{
    // Longer than any line that Marlin writes (the first of M115 has some 250 characters); a longer one is cut here.
    private readonly byte[] _line = new byte[1024];
    private int _length;

    /// <summary>Adds text to the line.</summary>
    public Replies Text(ReadOnlySpan<byte> text)
    {
        // Two places are kept for the line end.
        int length = Math.Min(text.Length, _line.Length - 2 - _length);
        text[..length].CopyTo(_line.AsSpan(_length));
        _length += length;
        return this;
    }

    /// <summary>Adds text from the edge, where it is a string.</summary>
    public Replies Text(string text)
    {
        int length = Math.Min(text.Length, _line.Length - 2 - _length);
        for (int i = 0; i < length; i++)
            _line[_length++] = (byte)(text[i] < 0x80 ? text[i] : '?');
        return this;
    }

    /// <summary>Adds a whole number.</summary>
    public Replies Number(long value)
    {
        if (Utf8Formatter.TryFormat(value, _line.AsSpan(_length, _line.Length - 2 - _length), out int written))
            _length += written;
        return this;
    }

    /// <summary>Adds a number with two decimals, as Marlin prints temperatures and positions.</summary>
    public Replies Fixed(double value) => Format(value, "F2");

    /// <summary>Adds a number with as many decimals as said.</summary>
    public Replies Format(double value, string format)
    {
        Span<byte> room = _line.AsSpan(_length, _line.Length - 2 - _length);
        if (value.TryFormat(room, out int written, format, CultureInfo.InvariantCulture))
            _length += written;
        return this;
    }

    /// <summary>Ends the line with a line feed and sends it.</summary>
    public void End() => End("\n"u8);

    /// <summary>Ends the line with carriage return and line feed, as the parts of Marlin do that use <c>println</c>.</summary>
    public void EndWithReturn() => End("\r\n"u8);

    /// <summary>Sends a whole line.</summary>
    public void Line(ReadOnlySpan<byte> text) => Text(text).End();

    /// <summary>Sends bytes as they are, without a line end and past the faults that concern whole replies.</summary>
    public void Raw(ReadOnlySpan<byte> bytes) => processor.WaitUntil(wire.Write(bytes, processor.Now));

    /// <summary>Forgets the beginning of a line.</summary>
    public void Clear() => _length = 0;

    private void End(ReadOnlySpan<byte> lineEnd)
    {
        lineEnd.CopyTo(_line.AsSpan(_length));
        int length = _length + lineEnd.Length;
        _length = 0;
        Raw(faults.Reply(_line.AsSpan(0, length)));
    }
}
