using Gantry.Simulator.Thermal;

namespace Gantry.Simulator.Commands;

/// <summary>
/// What the firmware does whenever it waits: reports at intervals, the keep-alive line, a repeated request for a line, and a
/// look at the heaters. Intervals are the host's time at any speed: they are promises to the host.
/// </summary>
internal sealed class Background(Board board)
{
    private const int DefaultKeepAlive = 2;
    private static readonly TimeSpan HeaterLook = TimeSpan.FromMilliseconds(250);

    // Repetier says "wait" when a second has passed without a line.
    private static readonly TimeSpan WaitEvery = TimeSpan.FromSeconds(1);

    private TimeSpan _nextTemperature = TimeSpan.MaxValue;
    private TimeSpan _nextPosition = TimeSpan.MaxValue;
    private TimeSpan _nextBusy = TimeSpan.MaxValue;
    private TimeSpan _nextWait = TimeSpan.MaxValue;
    private TimeSpan _nextResend = TimeSpan.MaxValue;
    private TimeSpan _nextHeaterLook;
    private BusyState _busy;

    /// <summary>Seconds between keep-alive lines; 0 for none (M113).</summary>
    public int KeepAliveSeconds { get; set; } = DefaultKeepAlive;

    /// <summary>Seconds between temperature reports; 0 for none (M155).</summary>
    public int TemperatureSeconds { get; private set; }

    private int PositionSeconds { get; set; }

    private bool HasKeepAlive => board.Has(Features.KeepAlive) && board.Options.Flavour.Family == FirmwareFamily.Marlin;

    /// <summary>Everything as after a reset.</summary>
    public void Restart()
    {
        KeepAliveSeconds = DefaultKeepAlive;
        ReportTemperatures(0);
        ReportPositions(0);
        _nextBusy = TimeSpan.MaxValue;
        _nextResend = TimeSpan.MaxValue;
        Idle();
    }

    /// <summary>When there is something to do next.</summary>
    public TimeSpan Next(TimeSpan now)
    {
        TimeSpan next = Min(Min(_nextTemperature, _nextPosition), Min(_nextBusy, _nextWait));
        next = Min(next, _nextResend);
        if (board.Heaters.HasFault)
            return now;
        return board.Heaters.NeedsWatching ? Min(next, _nextHeaterLook) : next;
    }

    public void ReportTemperatures(int seconds)
    {
        TemperatureSeconds = seconds;
        _nextTemperature = After(seconds);
    }

    public void ReportPositions(int seconds)
    {
        PositionSeconds = seconds;
        _nextPosition = After(seconds);
    }

    /// <summary>A command is being executed: the keep-alive line comes when it takes long.</summary>
    public void Begin(BusyState state)
    {
        _nextWait = TimeSpan.MaxValue;
        _busy = state;
        if (_nextBusy == TimeSpan.MaxValue)
            _nextBusy = HasKeepAlive ? After(KeepAliveSeconds) : TimeSpan.MaxValue;
    }

    /// <summary>No command is being executed any more.</summary>
    public void Idle()
    {
        _busy = BusyState.NotBusy;
        _nextBusy = TimeSpan.MaxValue;
        bool waits = board.Options.Flavour.Family == FirmwareFamily.Repetier;
        _nextWait = waits ? board.Processor.Now + WaitEvery : TimeSpan.MaxValue;
    }

    /// <summary>A line was asked for; some firmwares go on asking.</summary>
    public void ResendRequested()
    {
        if (board.Lines.ResendRepeat > TimeSpan.Zero)
            _nextResend = board.Processor.Now + board.Lines.ResendRepeat;
    }

    /// <summary>A line was accepted: nothing is asked for any more.</summary>
    public void LineAccepted() => _nextResend = TimeSpan.MaxValue;

    /// <summary>Does what is due.</summary>
    public void Run(TimeSpan now)
    {
        if (board.Heaters.HasFault || (board.Heaters.NeedsWatching && now >= _nextHeaterLook))
            WatchHeaters(now);
        if (board.IsHalted)
            return;
        if (now >= _nextTemperature)
        {
            _nextTemperature = now + TimeSpan.FromSeconds(TemperatureSeconds);
            board.Temperatures.Write(board.Replies.Text(" "u8));
            board.Replies.End();
        }
        if (now >= _nextPosition)
        {
            _nextPosition = now + TimeSpan.FromSeconds(PositionSeconds);
            PositionReport.Write(board, now);
        }
        if (now >= _nextBusy)
            SayBusy(now);
        if (now >= _nextWait)
        {
            _nextWait = now + WaitEvery;
            board.Replies.Line("wait"u8);
        }
        if (now >= _nextResend)
        {
            _nextResend = now + board.Lines.ResendRepeat;
            board.Lines.RequestResend(board.Replies);
        }
    }

    private void SayBusy(TimeSpan now)
    {
        _nextBusy = KeepAliveSeconds > 0 ? now + TimeSpan.FromSeconds(KeepAliveSeconds) : TimeSpan.MaxValue;
        if (_busy == BusyState.PausedForUser)
            board.Replies.Line("echo:busy: paused for user"u8);
        else
            board.Replies.Line("echo:busy: processing"u8);
    }

    private void WatchHeaters(TimeSpan now)
    {
        _nextHeaterLook = now + HeaterLook;
        if (board.Heaters.AdvanceTo(now) is not { } heater)
            return;
        (string error, string status) = heater.Fault switch
        {
            HeaterFault.HeatingFailed => ("Heating failed", "Heating Failed"),
            HeaterFault.Runaway => ("Thermal Runaway", "THERMAL RUNAWAY"),
            HeaterFault.MinTemp => ("MINTEMP triggered", "Err: MINTEMP"),
            _ => ("MAXTEMP triggered", "Err: MAXTEMP"),
        };
        // Marlin 1.1 numbers hotends, 2.x calls them E0 and so on.
        bool isOld = board.Options.Flavour == FirmwareFlavour.Marlin119;
        string name = isOld && heater.Name[0] == 'E' ? heater.Name[1..] : heater.Name;
        board.Replies.Text("Error:"u8).Text(error).Text(", system stopped! Heater_ID: "u8).Text(name).End();
        board.Halt(System.Text.Encoding.ASCII.GetBytes(status));
    }

    private TimeSpan After(int seconds) =>
        seconds > 0 ? board.Processor.Now + TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
