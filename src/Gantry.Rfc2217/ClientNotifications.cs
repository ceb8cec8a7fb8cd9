using System.Buffers;

namespace Gantry.Rfc2217;

/// <summary>What an access server tells one client of its own accord: modem state and line state (RFC 2217 §4).</summary>
/// <remarks>A mutable structure: keep it in a field and never copy it.</remarks>
internal struct ClientNotifications()
{
    private StateNotifier _modem = new((byte)ModemState.All);
    private StateNotifier _line = new((byte)LineState.None);
    private bool _linesKnown;
    private bool _modemStateOwed;

    /// <summary>Which modem state bits the client wants to be told.</summary>
    public ModemState ModemStateMask
    {
        readonly get => (ModemState)_modem.Mask;
        set => _modem.Mask = (byte)value;
    }

    /// <summary>Which line state bits the client wants to be told.</summary>
    public LineState LineStateMask
    {
        readonly get => (LineState)_line.Mask;
        set => _line.Mask = (byte)value;
    }

    /// <summary>The client is to be told the modem state once, changed or not: some wait for it.</summary>
    public void OweModemState() => _modemStateOwed = true;

    /// <summary>Takes in how the modem lines stand and works out what changed.</summary>
    public void TakeIn(ModemState lines)
    {
        ModemState now = lines & ModemState.Lines;
        _modem.Report((byte)now, (byte)Changes((ModemState)_modem.Levels, now));
        // Nothing was known before the first report, so nothing changed.
        if (!_linesKnown)
            _modem.Forget();
        _linesKnown = true;
    }

    /// <summary>Takes in the line state.</summary>
    public void TakeIn(LineState state) =>
        _line.Report((byte)(state & LineState.Levels), (byte)(state & LineState.Events));

    /// <summary>Tells what is news and wanted, and forgets the rest.</summary>
    public void Tell(IBufferWriter<byte> output)
    {
        if (_linesKnown && (_modem.HasNews || _modemStateOwed && _modem.Mask != 0))
            TellModemState(output);
        if (_line.HasNews)
            TellLineState(output);
        Forget();
    }

    /// <summary>Tells the modem state as it is.</summary>
    public void TellModemState(IBufferWriter<byte> output)
    {
        _modemStateOwed = false;
        ComPortCodec.WriteAnswer(output, ComPortRequestKind.ModemStatePoll, _modem.Take());
    }

    /// <summary>Tells the line state as it is.</summary>
    public void TellLineState(IBufferWriter<byte> output) =>
        ComPortCodec.WriteAnswer(output, ComPortRequestKind.LineStatePoll, _line.Take());

    /// <summary>Forgets what was not told.</summary>
    public void Forget()
    {
        _modem.Forget();
        _line.Forget();
    }

    /// <summary>Each change bit stands four places below its line; of RI only the trailing edge counts.</summary>
    private static ModemState Changes(ModemState before, ModemState now)
    {
        ModemState changed = (before ^ now) & ~(now & ModemState.Ri);
        return (ModemState)((byte)changed >> 4);
    }
}
