using System.Threading.Channels;
using Gantry.Printing.Actor;
using Gantry.Printing.Journal;
using Gantry.Serial;

namespace Gantry.Printing;

/// <summary>
/// One printer: an actor with one loop, which alone touches its port and its state. Everybody else reads the
/// <see cref="Snapshot"/> and asks by the methods, whose tasks end when the loop has done or refused what was asked.
/// </summary>
public sealed class Printer : IAsyncDisposable, IPrinterEffects, IJournalListener
{
    private static readonly TimeSpan PublishInterval = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly ISerialPortOpener _opener;
    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private readonly PrinterCore _core;
    private readonly Signal _signal = new();
    private readonly Channel<Action<PrinterCore>> _mailbox = Channel.CreateBounded<Action<PrinterCore>>(256);
    private readonly ITimer _timer;
    private readonly Task _loop;
    private readonly SnapshotFeed _feed;
    private PortSession? _session;
    private int _portGeneration;
    private TimeSpan _timerDue = TimeSpan.MaxValue;
    private volatile bool _timerIsSet;
    private TimeSpan _publishAt;
    private long _published = -1;
    private long _syncedTicket;
    private long _toldTicket;
    private volatile bool _stopping;

    /// <summary>Makes a printer; it does nothing until it is asked.</summary>
    public Printer(PrinterSetup setup, ISerialPortOpener opener, TimeProvider time, Random? random = null)
    {
        _opener = opener;
        _time = time;
        _startedAt = time.GetTimestamp();
        _core = new PrinterCore(setup, this, random ?? new Random());
        _feed = new SnapshotFeed(SnapshotBuilder.Build(_core, TimeSpan.Zero, time.GetUtcNow()));
        _timer = time.CreateTimer(
            static printer => ((Printer)printer!).OnTimer(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        _loop = RunAsync();
    }

    /// <summary>The printer as it is now, at most a fifth of a second old.</summary>
    public PrinterSnapshot Snapshot => _feed.Current;

    /// <summary>The snapshots from now on, the present one first. A slow reader misses those in between, never the last.</summary>
    public IAsyncEnumerable<PrinterSnapshot> WatchAsync(CancellationToken cancellationToken) =>
        _feed.WatchAsync(cancellationToken);

    /// <summary>Opens the port and looks for the firmware; from then on a lost connection is tried again by itself.</summary>
    public Task ConnectAsync() => AskAsync(core => core.Connect(Now));

    /// <summary>Closes the port, and lets it be.</summary>
    public Task DisconnectAsync() => AskAsync(core => core.Disconnect(Now));

    /// <summary>Begins a job. The printer must be idle.</summary>
    /// <exception cref="PrinterRefusedException">It cannot now; the job is not touched.</exception>
    public Task StartAsync(PreparedJob job)
    {
        Take(job);
        return AskAsync(core => core.Start(job, Now));
    }

    /// <summary>Takes over a job that another process began; it goes on when the printer is connected.</summary>
    public Task AdoptAsync(PreparedJob job)
    {
        Take(job);
        return AskAsync(core => core.Adopt(job, Now));
    }

    /// <summary>Holds the job's lines and runs the pause script.</summary>
    public Task PauseAsync() => AskAsync(core => core.Pause(Now));

    /// <summary>Runs the resume script and goes on with the job.</summary>
    public Task ResumeAsync() => AskAsync(core => core.Resume(Now));

    /// <summary>Gives the job up and runs the cancel script.</summary>
    public Task CancelAsync() => AskAsync(core => core.Cancel(Now));

    /// <summary>A person says that the plate is clear.</summary>
    public Task ClearPlateAsync() => AskAsync(core => core.ClearPlate(Now));

    /// <summary>Takes the printer out of service, or puts it back.</summary>
    public Task SetMaintenanceAsync(bool on) => AskAsync(core => core.SetMaintenance(on, Now));

    /// <summary>Stops the firmware at once; it must be reset afterwards.</summary>
    public Task StopInEmergencyAsync() => AskAsync(core => core.StopInEmergency(Now));

    /// <summary>Resets the board after an error and connects anew.</summary>
    public Task ResetAsync() => AskAsync(core => core.Reset(Now));

    /// <summary>Presses a button of the dialog that the printer shows.</summary>
    public Task AnswerPromptAsync(int button) => AskAsync(core => core.AnswerPrompt(button, Now));

    /// <summary>Sends commands, each numbered; done when the firmware has acknowledged the last one.</summary>
    /// <exception cref="PrinterRefusedException">They cannot be sent, or the connection was lost before they were done.</exception>
    public async Task SendAsync(IReadOnlyList<string> commands)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await AskAsync(core =>
            core.Send(
                commands,
                () => done.TrySetResult(),
                () =>
                    done.TrySetException(new PrinterRefusedException("The connection was lost before that was done.")),
                Now
            )
        );
        await done.Task;
    }

    /// <summary>A device appeared that may be this printer: a lost connection is tried at once.</summary>
    public Task DeviceAppearedAsync() => AskAsync(core => core.DeviceAppeared(Now));

    /// <summary>Ends the loop and closes the port. A job stays in its journal and can go on later.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping)
            return;
        _stopping = true;
        _signal.Raise();
        await _loop;
        await _timer.DisposeAsync();
    }

    private TimeSpan Now => _time.GetElapsedTime(_startedAt);

    private void Take(PreparedJob job)
    {
        job.Journal.Attach(this);
        job.File.Arrived = _signal.Raise;
    }

    private async Task AskAsync(Action<PrinterCore> what)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _mailbox.Writer.WriteAsync(core =>
        {
            try
            {
                what(core);
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        _signal.Raise();
        await done.Task;
    }

    private void Tell(Action<PrinterCore> what)
    {
        // From the loop's own tasks; the mailbox may be full of people's wishes, which must not lose what happened.
        _ = _mailbox.Writer.WriteAsync(what).AsTask().ContinueWith(_ => _signal.Raise(), TaskScheduler.Default);
    }

    private async Task RunAsync()
    {
        while (true)
        {
            await _signal.WaitAsync();
            if (_stopping)
                break;
            while (_mailbox.Reader.TryRead(out Action<PrinterCore>? what))
                what(_core);
            long ticket = Interlocked.Read(ref _syncedTicket);
            if (ticket != _toldTicket)
                _core.JournalSynced(_toldTicket = ticket, Now);
            Pump();
            Publish();
            SetTimer();
        }
        _mailbox.Writer.TryComplete();
        while (_mailbox.Reader.TryRead(out Action<PrinterCore>? what))
            what(_core);
        if (_session is { } session)
            await session.Port.DisposeAsync();
    }

    /// <summary>Moves bytes both ways until there is nothing more to move.</summary>
    private void Pump()
    {
        _core.Advance(Now);
        while (_session is { } session)
        {
            try
            {
                ReadOnlySpan<byte> received = session.Read();
                if (!received.IsEmpty)
                    _core.Received(received, Now);
                if (session.TryFinishWrite())
                    _core.Written(Now);
                if (!TryWrite(session) && received.IsEmpty)
                    return;
            }
            catch (SerialPortException e)
            {
                if (_session == session)
                    LosePort(session, e);
            }
        }
    }

    private bool TryWrite(PortSession session)
    {
        if (session.IsWriting)
            return false;
        ReadOnlyMemory<byte> output = _core.TakeOutput();
        if (output.IsEmpty)
            return false;
        if (session.Write(output))
            _core.Written(Now);
        return true;
    }

    private void LosePort(PortSession session, SerialPortException e)
    {
        _session = null;
        _portGeneration++;
        _ = session.Port.DisposeAsync().AsTask();
        _core.PortLost(e, Now);
    }

    private void Publish()
    {
        if (_core.Version == _published)
            return;
        bool important = _core.State != _feed.Current.State;
        if (!important && Now < _publishAt)
            return;
        _published = _core.Version;
        _publishAt = Now + PublishInterval;
        _feed.Publish(SnapshotBuilder.Build(_core, Now, _time.GetUtcNow()));
    }

    private void SetTimer()
    {
        TimeSpan due = _core.Deadline;
        if (_core.Version != _published && _publishAt < due)
            due = _publishAt;
        // A timer that is set too early costs one look; setting it anew for every line would cost more.
        if (_timerIsSet && due >= _timerDue)
            return;
        _timerDue = due;
        _timerIsSet = true;
        TimeSpan wait = due == TimeSpan.MaxValue ? LongestWait : due - Now;
        wait = wait < LongestWait ? wait : LongestWait;
        _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        // It may fire a moment early by this clock; then it must be set again.
        _timerIsSet = false;
        _signal.Raise();
    }

    void IPrinterEffects.OpenPort(int baudRate, bool reset)
    {
        int generation = ++_portGeneration;
        _ = OpenAsync(baudRate, reset, generation);
    }

    void IPrinterEffects.ChangeBaudRate(int baudRate)
    {
        if (_session is { } session)
            _ = ChangeAsync(session.Port, baudRate, _portGeneration);
    }

    void IPrinterEffects.ClosePort()
    {
        _portGeneration++;
        if (_session is not { } session)
            return;
        _session = null;
        _ = session.Port.DisposeAsync().AsTask();
    }

    void IPrinterEffects.PulseReset()
    {
        if (_session is { } session)
            _ = PulseAsync(session.Port);
    }

    void IJournalListener.OnSynced(long ticket)
    {
        Interlocked.Exchange(ref _syncedTicket, ticket);
        _signal.Raise();
    }

    void IJournalListener.OnFailed(JournalException error) => Tell(core => core.JournalFailed(error.Message, Now));

    private async Task OpenAsync(int baudRate, bool reset, int generation)
    {
        try
        {
            var options = new PortOptions { Settings = new SerialSettings(baudRate) };
            ISerialPort port = await _opener.OpenAsync(_core.Setup.Address, options, CancellationToken.None);
            bool wasReset = reset && await PulseAsync(port);
            Tell(core => Opened(core, port, baudRate, wasReset, generation));
        }
        catch (SerialPortException e)
        {
            Tell(core => Failed(core, e, generation));
        }
    }

    private void Opened(PrinterCore core, ISerialPort port, int baudRate, bool wasReset, int generation)
    {
        if (generation != _portGeneration || _stopping)
        {
            _ = port.DisposeAsync().AsTask();
            return;
        }
        _session = new PortSession(port, _signal);
        core.PortOpened(baudRate, wasReset, isNew: true, Now);
    }

    private void Failed(PrinterCore core, SerialPortException e, int generation)
    {
        if (generation == _portGeneration)
            core.PortFailed(e, Now);
    }

    private async Task ChangeAsync(ISerialPort port, int baudRate, int generation)
    {
        try
        {
            await port.ConfigureAsync(new SerialSettings(baudRate), CancellationToken.None);
        }
        catch (SerialPortException e) when (e.Error == SerialError.SettingsRefused)
        {
            // A driver without this rate: nobody will answer at it, and the next one is tried.
        }
        catch (Exception e) when (e is SerialPortException or ObjectDisposedException)
        {
            return;
        }
        Tell(core =>
        {
            if (generation == _portGeneration)
                core.PortOpened(baudRate, wasReset: false, isNew: true, Now);
        });
    }

    /// <summary>DTR low for 100 ms: on boards with a reset capacitor its rise resets the processor.</summary>
    private async Task<bool> PulseAsync(ISerialPort port)
    {
        try
        {
            if (!await port.SetModemLinesAsync(dtr: false, rts: null, CancellationToken.None))
                return false;
            await Task.Delay(TimeSpan.FromMilliseconds(100), _time);
            return await port.SetModemLinesAsync(dtr: true, rts: null, CancellationToken.None);
        }
        catch (Exception e) when (e is SerialPortException or ObjectDisposedException)
        {
            return false;
        }
    }
}
