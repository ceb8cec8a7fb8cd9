namespace Gantry.Printing.Actor;

/// <summary>Tries a lost connection again: soon at first, then ever more seldom.</summary>
internal sealed class Reconnection(PrinterCore core)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private TimeSpan _pause = First;
    private bool _wanted;

    /// <summary>When the next try is due.</summary>
    public TimeSpan Deadline { get; private set; } = TimeSpan.MaxValue;

    /// <summary>Somebody wants the connection, or it was there: try soon.</summary>
    public void Restart()
    {
        _wanted = true;
        _pause = First;
        Plan();
    }

    /// <summary>A try failed: the next one later.</summary>
    public void Plan()
    {
        Deadline =
            _wanted && core.Setup.Reconnect && core.State == PrinterState.Offline
                ? core.Now + _pause
                : TimeSpan.MaxValue;
        _pause = _pause * 2 < Longest ? _pause * 2 : Longest;
    }

    /// <summary>Something appeared that may be the printer: try now.</summary>
    public void Hurry()
    {
        if (!_wanted || core.State != PrinterState.Offline)
            return;
        _pause = First;
        Deadline = core.Now;
    }

    /// <summary>Nobody wants the connection any more.</summary>
    public void Stop()
    {
        _wanted = false;
        Deadline = TimeSpan.MaxValue;
    }

    public void Advance()
    {
        if (core.Now < Deadline)
            return;
        Deadline = TimeSpan.MaxValue;
        if (core.State == PrinterState.Offline)
            core.TryConnect();
    }
}
