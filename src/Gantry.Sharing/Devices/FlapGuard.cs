namespace Gantry.Sharing.Devices;

/// <summary>
/// Notices a device that comes and goes by itself: a loose plug, a weak supply, a board that restarts over and over. Pure: it is
/// told the time, on a clock that nobody sets.
/// </summary>
internal sealed class FlapGuard(DeviceManagerOptions options)
{
    private readonly Queue<TimeSpan> _unpluggings = new();

    /// <summary>When it is calm again, if nothing happens until then; null when it is calm.</summary>
    public TimeSpan? QuietAt { get; private set; }

    /// <summary>Why it is not shared.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>It came: while it flaps, the time of quiet begins anew.</summary>
    public void OnPlugged(TimeSpan now)
    {
        if (QuietAt is not null)
            QuietAt = now + options.FlapQuiet;
    }

    /// <summary>It went.</summary>
    public void OnUnplugged(TimeSpan now)
    {
        _unpluggings.Enqueue(now);
        while (_unpluggings.Count > options.FlapLimit || now - _unpluggings.Peek() > options.FlapWindow)
            _unpluggings.Dequeue();
        if (QuietAt is null && _unpluggings.Count < options.FlapLimit)
            return;
        QuietAt = now + options.FlapQuiet;
        Reason =
            $"It was unplugged {_unpluggings.Count} times within {options.FlapWindow.TotalSeconds:0} s: look at its plug, cable "
            + $"and power supply. It is shared again when it was quiet for {options.FlapQuiet.TotalSeconds:0} s.";
    }

    /// <summary>Whether it has become calm by now.</summary>
    public bool IsCalm(TimeSpan now)
    {
        if (QuietAt > now)
            return false;
        if (QuietAt is not null)
            _unpluggings.Clear();
        QuietAt = null;
        return true;
    }
}
