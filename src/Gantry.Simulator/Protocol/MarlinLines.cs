namespace Gantry.Simulator.Protocol;

/// <summary>
/// Marlin's rules for numbered lines, measured on 1.1.9 to 2.1.2.7: the number is looked at first, then the checksum; a line
/// without a number is taken whatever its checksum says.
/// </summary>
/// <param name="ignoresRepeated">2.1.2 and later drop a repeated line without a word; earlier ones take it as an error.</param>
/// <param name="advancedOk">Whether acknowledgements carry N, P and B (ADVANCED_OK).</param>
internal sealed class MarlinLines(bool ignoresRepeated, bool advancedOk) : ILineProtocol
{
    private int _last;

    public long LastNumber
    {
        get => _last;
        set => _last = (int)Math.Clamp(value, int.MinValue, int.MaxValue);
    }

    public bool AnswersFirst => false;

    public TimeSpan ResendRepeat => TimeSpan.Zero;

    public LineVerdict Check(ReadOnlySpan<byte> line)
    {
        line = line.TrimStart((byte)' ');
        if (line.IsEmpty || line[0] != (byte)'N')
            return LineVerdict.Accept;
        bool setsNumber = line.IndexOf("M110"u8) >= 0;
        int number = LineText.ReadInt(line[NumberAt(line, setsNumber)..]);
        if (!setsNumber && number != unchecked(_last + 1))
        {
            bool repeated = number == _last || number == unchecked(_last - 1);
            return repeated && ignoresRepeated ? LineVerdict.Ignore : LineVerdict.WrongNumber;
        }
        switch (LineText.HasRightChecksum(line))
        {
            case null:
                return LineVerdict.NoChecksum;
            case false:
                return LineVerdict.WrongChecksum;
        }
        _last = number;
        return LineVerdict.Accept;
    }

    public void Complain(LineVerdict verdict, Replies replies)
    {
        ReadOnlySpan<byte> what = verdict switch
        {
            LineVerdict.WrongNumber => "Line Number is not Last Line Number+1"u8,
            LineVerdict.WrongChecksum => "checksum mismatch"u8,
            _ => "No Checksum with line number"u8,
        };
        replies.Text("Error:"u8).Text(what).Text(", Last Line: "u8).Number(_last).End();
    }

    public void RequestResend(Replies replies)
    {
        replies.Text("Resend: "u8).Number(unchecked(_last + 1)).End();
        replies.Line("ok"u8);
    }

    public void Acknowledge(Replies replies, ReadOnlySpan<byte> line, int plannerFree, int queueFree)
    {
        replies.Text("ok"u8);
        if (advancedOk)
        {
            if (!line.IsEmpty && line[0] == (byte)'N')
                replies.Text(" "u8).Text(line[..NumberEnd(line)]);
            replies.Text(" P"u8).Number(plannerFree).Text(" B"u8).Number(queueFree);
        }
        replies.End();
    }

    // M110 takes the N behind it when there is one: "N0 M110 N70" sets 70.
    private static int NumberAt(ReadOnlySpan<byte> line, bool setsNumber)
    {
        if (!setsNumber || line.Length <= 4)
            return 1;
        int second = line[4..].IndexOf((byte)'N');
        return second < 0 ? 1 : second + 5;
    }

    private static int NumberEnd(ReadOnlySpan<byte> line)
    {
        int end = 1;
        while (end < line.Length && (char.IsAsciiDigit((char)line[end]) || line[end] is (byte)'-' or (byte)'+'))
            end++;
        return end;
    }
}
