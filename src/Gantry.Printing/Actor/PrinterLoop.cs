using System.Threading.Channels;
using Gantry.GCode;
using Gantry.Printing.Jobs;
using Gantry.Printing.Journal;
using Gantry.Printing.Ports;
using Gantry.Serial;

namespace Gantry.Printing.Actor;

/// <summary>
/// The one loop of a printer, which alone touches its core and its port: it takes wishes from a mailbox, moves bytes both ways,
/// publishes snapshots, and does what the core wants done outside.
/// </summary>
internal sealed partial class PrinterLoop : IPrinterEffects, IAsyncDisposable
{
    private static readonly TimeSpan PublishInterval = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly ISerialPortOpener _opener;
    private readonly IPortResolver? _ports;
    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private readonly PrinterCore _core;
    private readonly Signal _signal = new();
    private readonly Channel<Action<PrinterCore>> _mailbox = Channel.CreateBounded<Action<PrinterCore>>(256);
    private readonly ITimer _timer;
    private readonly Task _loop;
    private PortSession? _session;
    private PortAddress? _address;
    private int _portGeneration;
    private TimeSpan _timerDue = TimeSpan.MaxValue;
    private volatile bool _timerIsSet;
    private TimeSpan _publishAt;
    private long _published = -1;
    private PreparedJob? _toldJob;
    private long _toldTicket;
    private readonly CancellationTokenSource _ended = new();
    private volatile bool _stopping;

    public PrinterLoop(
        PrinterSetup setup,
        ISerialPortOpener opener,
        TimeProvider time,
        Random random,
        IPortResolver? ports
    )
    {
        _ports = ports;
        _opener = opener;
        _time = time;
        _startedAt = time.GetTimestamp();
        StartedAt = time.GetUtcNow();
        _core = new PrinterCore(setup, this, random);
        Feed = new SnapshotFeed(SnapshotBuilder.Build(_core, TimeSpan.Zero, StartedAt));
        _timer = time.CreateTimer(
            static loop => ((PrinterLoop)loop!).OnTimer(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        _loop = RunAsync();
    }

    /// <summary>When the printer's clock was zero.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>The snapshots.</summary>
    public SnapshotFeed Feed { get; }

    /// <summary>What any thread may read; all else belongs to the loop.</summary>
    public PrinterCore Core => _core;

    /// <summary>The time since the printer was made.</summary>
    public TimeSpan Now => _time.GetElapsedTime(_startedAt);

    /// <summary>Makes the loop hear of a job's journal and file.</summary>
    public void Take(PreparedJob job)
    {
        job.Journal.Attach(new JobListener(this, job));
        job.File.Arrived = _signal.Raise;
    }

    /// <summary>Has the loop do something; the task ends when it is done, or refused.</summary>
    public async Task AskAsync(Action<PrinterCore, TimeSpan> what)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Action<PrinterCore> wish = core =>
        {
            try
            {
                what(core, Now);
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        };
        try
        {
            await _mailbox.Writer.WriteAsync(wish);
        }
        catch (ChannelClosedException)
        {
            throw new PrinterRefusedException($"{_core.Setup.Name} is being shut down.");
        }
        _signal.Raise();
        await done.Task;
    }

    /// <summary>Ends the loop and closes the port. A job stays in its journal and can go on later.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping)
            return;
        _stopping = true;
        await _ended.CancelAsync();
        _signal.Raise();
        await _loop;
        await _timer.DisposeAsync();
        _ended.Dispose();
    }

    private void Tell(Action<PrinterCore> what) => _ = TellAsync(what);

    /// <summary>From the loop's own tasks; the mailbox may be full of people's wishes, which must not lose what happened. False when the loop has ended.</summary>
    private async Task<bool> TellAsync(Action<PrinterCore> what)
    {
        try
        {
            await _mailbox.Writer.WriteAsync(what);
        }
        catch (ChannelClosedException)
        {
            return false;
        }
        _signal.Raise();
        return true;
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
            if (_core.Job is { } active)
                TellSynced(active.Prepared);
            Pump();
            Publish();
            SetTimer();
        }
        _mailbox.Writer.TryComplete();
        while (_mailbox.Reader.TryRead(out Action<PrinterCore>? what))
            what(_core);
        if (_session is { } session)
            await session.Port.DisposeAsync();
        if (_core.Job is not { } job)
            return;
        // The job stays, to be taken up by whoever drives the printer next, also in this process.
        job.Prepared.File.Dispose();
        await job.Prepared.Journal.CloseAsync();
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
        bool important = _core.State != Feed.Current.State;
        if (!important && Now < _publishAt)
            return;
        _published = _core.Version;
        _publishAt = Now + PublishInterval;
        Feed.Publish(SnapshotBuilder.Build(_core, Now, _time.GetUtcNow()));
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

    void IPrinterEffects.Answered()
    {
        if (_ports is { } ports && _address is { } address)
            _ = Task.Run(() => ports.Answered(address));
    }

    void IPrinterEffects.Study(PreparedJob job) =>
        // Seconds of computing for a large file: not on this printer's loop.
        _ = Task.Run(() => StudyAsync(job));

    void IPrinterEffects.Replay(PreparedJob job, long through) => _ = Task.Run(() => ReplayAsync(job, through));

    /// <summary>Asks the job's own journal: the tickets of another one mean other lines.</summary>
    private void TellSynced(PreparedJob job)
    {
        long ticket = job.Journal.SyncedTicket;
        if (job == _toldJob && ticket == _toldTicket)
            return;
        (_toldJob, _toldTicket) = (job, ticket);
        _core.JournalSynced(job, ticket, Now);
    }

    /// <summary>Hears of the journal of one job, on the journal's thread.</summary>
    private sealed class JobListener(PrinterLoop loop, PreparedJob job) : IJournalListener
    {
        public void OnSynced(long ticket) => loop._signal.Raise();

        public void OnFailed(JournalException error) =>
            loop.Tell(core => core.JournalFailed(job, error.Message, loop.Now));
    }

    private async Task StudyAsync(PreparedJob job)
    {
        try
        {
            JobGuide guide = await job.StudyAsync(_core.Setup.Motion, _ended.Token);
            Tell(core => core.Studied(job, guide, Now));
        }
        catch (Exception e)
            when (e is IOException or GCodeException or OperationCanceledException or ObjectDisposedException)
        {
            // The print goes on without: time and layers stay unknown.
        }
    }

    private async Task ReplayAsync(PreparedJob job, long through)
    {
        (ModalState? state, ModalState? paused) = (null, null);
        try
        {
            (state, paused) = await job.ReplayAsync(through, _ended.Token);
        }
        catch (Exception e) when (e is IOException or GCodeException or OperationCanceledException)
        {
            // The print can go on; only scripts then know less of it.
        }
        Tell(core => core.Replayed(job, state, paused, through, Now));
    }
}
