namespace Gantry.Simulator.Protocol;

/// <summary>
/// Repetier-Firmware's rules, measured on 1.0.4: numbers are compared modulo 65536, the next lower 40 count as repeated, a
/// checksum is checked on every line that has one, and a request for a line is repeated until it comes.
/// </summary>
internal sealed class RepetierLines : ILineProtocol
{
    private const int RepeatedWindow = 40;
    private ushort _last;
    private ushort _got;

    public long LastNumber
    {
        get => _last;
        set => _last = unchecked((ushort)value);
    }

    public bool AnswersFirst => true;

    public TimeSpan ResendRepeat => TimeSpan.FromMilliseconds(200);

    public LineVerdict Check(ReadOnlySpan<byte> line)
    {
        line = line.TrimStart((byte)' ');
        if (LineText.HasRightChecksum(line) == false)
            return LineVerdict.WrongChecksum;
        if (line.IsEmpty || line[0] != (byte)'N')
            return LineVerdict.Accept;
        if (line.IndexOf((byte)'*') < 0)
            return LineVerdict.NoChecksum;
        ushort number = unchecked((ushort)LineText.ReadInt(line[1..]));
        _got = number;
        if (line.IndexOf("M110"u8) < 0 && number != unchecked((ushort)(_last + 1)))
            return unchecked((ushort)(_last - number)) < RepeatedWindow
                ? LineVerdict.Repeated
                : LineVerdict.WrongNumber;
        _last = number;
        return LineVerdict.Accept;
    }

    public void Complain(LineVerdict verdict, Replies replies)
    {
        switch (verdict)
        {
            case LineVerdict.Repeated:
                replies.Text("skip "u8).Number(_got).End();
                break;
            case LineVerdict.WrongNumber:
                replies.Text("Error:expected line "u8).Number(unchecked((ushort)(_last + 1)));
                replies.Text(" got "u8).Number(_got).End();
                break;
            case LineVerdict.NoChecksum:
                replies.Line("Error:Missing checksum"u8);
                break;
            default:
                replies.Line("Error:Wrong checksum"u8);
                break;
        }
    }

    public void RequestResend(Replies replies)
    {
        replies.Text("Resend:"u8).Number(unchecked((ushort)(_last + 1))).End();
        replies.Line("ok"u8);
    }

    public void Acknowledge(Replies replies, ReadOnlySpan<byte> line, int plannerFree, int queueFree)
    {
        replies.Text("ok"u8);
        line = line.TrimStart((byte)' ');
        if (!line.IsEmpty && line[0] == (byte)'N')
            replies.Text(" "u8).Number(unchecked((ushort)LineText.ReadInt(line[1..])));
        replies.End();
    }
}
