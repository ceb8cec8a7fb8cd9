namespace Gantry.Sharing.Ports;

/// <summary>
/// Understands what esptool means by the DTR and RTS that it sends through the network, one after the other and late: the
/// board's lines rest at off, and whole sequences are played instead. Espressif's auto-reset circuit pulls EN low with RTS
/// alone, and IO0 low with DTR alone; both together do nothing.
/// </summary>
internal sealed class EspReset
{
    private bool _dtr;
    private bool _rts;
    private bool _entered;

    /// <summary>Takes in a line that the client moved; what is to be played, if anything.</summary>
    public EspSequence Hear(bool? dtr, bool? rts)
    {
        (bool dtrBefore, bool rtsBefore) = (_dtr, _rts);
        (_dtr, _rts) = (dtr ?? _dtr, rts ?? _rts);
        if (_entered)
        {
            // The rest of the client's own sequence, up to DTR off, is done here already.
            _entered = _dtr;
            return EspSequence.None;
        }
        // Off, then on while RTS holds the chip in reset: pySerial's opening, both on, is not this.
        if (_dtr && !dtrBefore && rtsBefore)
        {
            _entered = true;
            return EspSequence.EnterBootloader;
        }
        return rtsBefore && !_rts && !_dtr ? EspSequence.HardReset : EspSequence.None;
    }
}
