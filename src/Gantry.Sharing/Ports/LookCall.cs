using Gantry.Rfc2217;
using Gantry.Serial.Linux;

namespace Gantry.Sharing.Ports;

/// <summary>
/// A look at the lines and error counters. It is made often, twenty times a second and whenever a client asks, so it is kept
/// and used again.
/// </summary>
internal sealed class LookCall(TtyDevice tty, Action<LookCall> seen) : DeviceCall
{
    /// <summary>Who wants to know.</summary>
    public ILineLooker? Looker { get; set; }

    /// <summary>The lines, or null where the driver has none.</summary>
    public ModemState? Lines { get; private set; }

    /// <summary>The counters, or null where the driver does not count.</summary>
    public TtyErrorCounts? Errors { get; private set; }

    public override void Work()
    {
        (Lines, Errors) = (null, null);
        Lines = tty.GetModemLines() is { } lines ? PortState.ToModemState(lines) : null;
        Errors = tty.GetErrorCounts();
    }

    public override void Done(Exception? failure) => seen(this);
}
