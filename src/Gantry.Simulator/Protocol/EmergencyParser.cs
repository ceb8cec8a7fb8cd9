using Gantry.Simulator.Commands;

namespace Gantry.Simulator.Protocol;

/// <summary>
/// EMERGENCY_PARSER: looks at every byte as it arrives, before the receive buffer, and acts at the line's end on M108, M112,
/// M410 and M876, numbered or not.
/// </summary>
internal sealed class EmergencyParser
{
    // "N-2147483648 M876 S9" and a checksum; what is longer is none of the commands.
    private readonly byte[] _line = new byte[32];
    private int _length;

    /// <summary>Something is to be done at the firmware's next look.</summary>
    public bool IsPending => HasKill || HasQuickStop;

    /// <summary>M112 came: the firmware halts at its next look.</summary>
    public bool HasKill { get; private set; }

    /// <summary>M410 came: the machine stops at the firmware's next look.</summary>
    public bool HasQuickStop { get; private set; }

    public void Receive(byte value, Board board)
    {
        if (value is (byte)'\n' or (byte)'\r')
        {
            Act(_line.AsSpan(0, Math.Min(_length, _line.Length)), board);
            _length = 0;
        }
        else if (_length++ < _line.Length)
        {
            _line[_length - 1] = value;
        }
    }

    /// <summary>What was asked for is done.</summary>
    public void Done()
    {
        HasKill = false;
        HasQuickStop = false;
    }

    /// <summary>The board was reset: what was asked for is forgotten, and the line that was on its way, too.</summary>
    public void Restart()
    {
        Done();
        _length = 0;
    }

    private void Act(ReadOnlySpan<byte> line, Board board)
    {
        ReadOnlySpan<byte> command = WithoutNumber(line.TrimStart((byte)' '));
        if (Is(command, "M108"u8))
            board.StopWaiting();
        else if (Is(command, "M112"u8))
            HasKill = true;
        else if (Is(command, "M410"u8))
            HasQuickStop = true;
        else if (Is(command, "M876"u8) && board.Has(Features.HostPrompts))
            Answer(command[4..], board);
    }

    private static void Answer(ReadOnlySpan<byte> parameters, Board board)
    {
        int at = parameters.IndexOf((byte)'S');
        if (at >= 0)
            PromptCommands.Answer(board, LineText.ReadInt(parameters[(at + 1)..]));
    }

    private static bool Is(ReadOnlySpan<byte> line, ReadOnlySpan<byte> command) =>
        line.StartsWith(command) && (line.Length == command.Length || !char.IsAsciiDigit((char)line[command.Length]));

    private static ReadOnlySpan<byte> WithoutNumber(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty || line[0] != (byte)'N')
            return line;
        return line[1..].TrimStart("0123456789-+ "u8);
    }
}
