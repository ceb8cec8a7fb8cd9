namespace Gantry.Firmware;

/// <summary>Sends M112 until the firmware says that it has halted: noise must not swallow it.</summary>
internal sealed class EmergencyStop
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private TimeSpan _giveUpAt;

    /// <summary>When the next one is due.</summary>
    public TimeSpan Deadline { get; private set; } = TimeSpan.MaxValue;

    /// <summary>The bytes: an empty line first, to end whatever was cut.</summary>
    public static ReadOnlySpan<byte> Line => "\nM112\n"u8;

    public void Begin(TimeSpan now)
    {
        _giveUpAt = now + Limit;
        Deadline = now;
    }

    /// <summary>The firmware has halted.</summary>
    public void Confirm() => Deadline = TimeSpan.MaxValue;

    /// <summary>Whether to send now, to give up, or to wait.</summary>
    public (bool Send, bool GaveUp) Advance(TimeSpan now)
    {
        if (now < Deadline)
            return (false, false);
        if (now >= _giveUpAt)
        {
            Confirm();
            return (false, true);
        }
        Deadline = now + Interval;
        return (true, false);
    }
}
