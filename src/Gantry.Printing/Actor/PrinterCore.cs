using Gantry.Firmware;
using Gantry.Firmware.Identity;
using Gantry.Printing.Jobs;
using Gantry.Serial;

namespace Gantry.Printing.Actor;

/// <summary>
/// A printer without its port, its clock and its threads: everything that happens is told to it, and it says what is to be
/// done. It belongs to one loop; nothing here is safe for two threads. <see cref="Printer"/> is that loop.
/// </summary>
internal sealed class PrinterCore : ILinkObserver
{
    private readonly Queue<LinkEvent> _events = new();
    private readonly ReplyDesk _desk;
    private readonly JobControl _jobs;
    private readonly ConnectProcedure _connecting;
    private readonly TemperatureWatch _temperatures;
    private readonly Reconnection _reconnection;
    private bool _settling;

    public PrinterCore(PrinterSetup setup, IPrinterEffects effects, Random random)
    {
        Setup = setup;
        Effects = effects;
        Random = random;
        _desk = new ReplyDesk(this);
        _jobs = new JobControl(this);
        _connecting = new ConnectProcedure(this);
        _temperatures = new TemperatureWatch(this);
        _reconnection = new Reconnection(this);
    }

    public PrinterSetup Setup { get; }

    public IPrinterEffects Effects { get; }

    public Random Random { get; }

    /// <summary>The time, as of the last thing that happened.</summary>
    public TimeSpan Now { get; private set; }

    public PrinterState State { get; private set; } = PrinterState.Offline;

    /// <summary>When the state began.</summary>
    public TimeSpan StateSince { get; private set; }

    /// <summary>Why the state is what it is, in words; may be empty.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The link of the open port; null when there is none.</summary>
    public FirmwareLink? Link { get; private set; }

    /// <summary>What is sent: a job's lines, or what is inserted while there is no job.</summary>
    public LineStream? Stream { get; private set; }

    /// <summary>What waits for an acknowledgement.</summary>
    public AckQueue Acks { get; } = new();

    /// <summary>The job, from its start until it is over.</summary>
    public ActiveJob? Job { get; set; }

    /// <summary>The job before, until the next one starts.</summary>
    public JobResult? LastJob { get; set; }

    /// <summary>Whether the last job's work is still on the plate, as far as anybody has said.</summary>
    public bool PlateWaits { get; set; }

    /// <summary>Whether the heaters must be switched off as soon as there is a connection: the job was given up without one.</summary>
    public bool CoolDownWaits { get; set; }

    public FirmwareInfo Firmware { get; set; } = FirmwareInfo.Unknown;

    /// <summary>The baud rate of the open port.</summary>
    public int BaudRate { get; private set; }

    public ReplyDesk Desk => _desk;

    public JobControl Jobs => _jobs;

    public TemperatureWatch Temperatures => _temperatures;

    /// <summary>Counts over all connections, since the last job began.</summary>
    public LinkStatistics Statistics { get; } = new();

    /// <summary>Why the last try to connect failed, or the connection ended; null while there is one.</summary>
    public ConnectionTrouble? Trouble { get; set; }

    /// <summary>When <see cref="Advance"/> has something to do.</summary>
    public TimeSpan Deadline { get; private set; }

    /// <summary>Counts every change that a snapshot would show.</summary>
    public long Version { get; private set; }

    // What happens outside.

    public void PortOpened(int baudRate, bool wasReset, bool isNew, TimeSpan now) =>
        Do(
            now,
            () =>
            {
                BaudRate = baudRate;
                if (isNew || Link is null)
                    Link = new FirmwareLink(OptionsFor(baudRate), this, Statistics);
                _connecting.PortOpened(wasReset);
            }
        );

    public void PortFailed(SerialPortException error, TimeSpan now) =>
        Do(
            now,
            () =>
            {
                DropLink();
                _connecting.Stop();
                Trouble = new ConnectionTrouble(error.Error, null, error.Message);
                Fire(PrinterTrigger.ConnectFailed, error.Message);
                _reconnection.Plan();
            }
        );

    public void PortLost(SerialPortException error, TimeSpan now) =>
        Do(
            now,
            () =>
            {
                DropLink();
                _connecting.Stop();
                Trouble = new ConnectionTrouble(error.Error, null, error.Message);
                Fire(PrinterTrigger.PortLost, error.Message);
                _reconnection.Restart();
            }
        );

    public void Received(ReadOnlySpan<byte> bytes, TimeSpan now)
    {
        Now = now;
        _connecting.Heard(bytes);
        Link?.Receive(bytes, now);
        Settle();
    }

    public void Written(TimeSpan now)
    {
        Now = now;
        Link?.OutputWritten();
        Settle();
    }

    public void JournalSynced(long ticket, TimeSpan now)
    {
        Now = now;
        Job?.Stream.OnSynced(ticket);
        Settle();
    }

    public void JournalFailed(string message, TimeSpan now) => Do(now, () => _jobs.Interrupt(message));

    /// <summary>A device appeared: it may be this printer.</summary>
    public void DeviceAppeared(TimeSpan now) => Do(now, _reconnection.Hurry);

    public void Advance(TimeSpan now)
    {
        Now = now;
        Settle();
    }

    /// <summary>What to write to the port.</summary>
    public ReadOnlyMemory<byte> TakeOutput() => Link?.TakeOutput() ?? default;

    // What people want.

    public void Connect(TimeSpan now) =>
        Do(
            now,
            () =>
            {
                Require(PrinterTrigger.Connect, "connect");
                _reconnection.Restart();
                TryConnect();
            }
        );

    public void Disconnect(TimeSpan now) =>
        Do(
            now,
            () =>
            {
                _reconnection.Stop();
                if (State == PrinterState.Offline)
                    return;
                Require(PrinterTrigger.Disconnect, "disconnect while a job runs; cancel it first");
                ClosePort();
                Fire(PrinterTrigger.Disconnect, "Disconnected.");
            }
        );

    public void Start(PreparedJob job, TimeSpan now) => Do(now, () => _jobs.Start(job));

    /// <summary>Takes over a job that another process began; it goes on when the printer is connected.</summary>
    public void Adopt(PreparedJob job, TimeSpan now) => Do(now, () => _jobs.Adopt(job));

    public void Pause(TimeSpan now) => Do(now, () => _jobs.Pause(runScript: true));

    public void Resume(TimeSpan now) => Do(now, _jobs.Resume);

    public void Cancel(TimeSpan now) => Do(now, _jobs.Cancel);

    public void ClearPlate(TimeSpan now) =>
        Do(
            now,
            () =>
            {
                Require(PrinterTrigger.PlateCleared, "clear the plate now");
                PlateWaits = false;
                Fire(PrinterTrigger.PlateCleared);
            }
        );

    public void Send(IReadOnlyList<string> commands, Action done, Action lost, TimeSpan now) =>
        Do(now, () => _jobs.Send(commands, done, lost));

    public void AnswerPrompt(int button, TimeSpan now) => Do(now, () => _desk.Answer(button));

    public void StopInEmergency(TimeSpan now) =>
        Do(
            now,
            () =>
            {
                Link?.StopInEmergency(now);
                _connecting.Stop();
                _jobs.Fail("Emergency stop.");
                Fire(PrinterTrigger.Fault, "Emergency stop.");
            }
        );

    public void Reset(TimeSpan now) =>
        Do(
            now,
            () =>
            {
                Require(PrinterTrigger.Reset, "reset the printer now");
                ClosePort();
                Fire(PrinterTrigger.Reset);
                _connecting.Begin(reset: Setup.MayReset);
            }
        );

    public void SetMaintenance(bool on, TimeSpan now) =>
        Do(
            now,
            () =>
            {
                PrinterTrigger trigger = on ? PrinterTrigger.MaintenanceBegins : PrinterTrigger.MaintenanceEnds;
                Require(trigger, on ? "go into maintenance while it works" : "end a maintenance that did not begin");
                if (on)
                {
                    _reconnection.Stop();
                    ClosePort();
                }
                Fire(trigger);
                if (!on)
                    _reconnection.Restart();
            }
        );

    // For the parts of the core.

    /// <summary>Moves to the next state, if the trigger means anything here.</summary>
    public void Fire(PrinterTrigger trigger, string reason = "")
    {
        if (PrinterTransitions.Next(State, trigger) is not { } next)
            return;
        if (next != State)
            StateSince = Now;
        State = next;
        Reason = reason;
        Changed();
    }

    /// <summary>Refuses in words what the state does not allow.</summary>
    public void Require(PrinterTrigger trigger, string what)
    {
        if (PrinterTransitions.Next(State, trigger) is null)
            throw new PrinterRefusedException(
                $"{Setup.Name} is {State.ToString().ToLowerInvariant()}: it cannot {what}."
            );
    }

    public void Changed() => Version++;

    /// <summary>Sends another stream from now on, with the firmware's numbering set to it.</summary>
    public void Renumber(LineStream stream)
    {
        Stream = stream;
        Link!.Renumber(stream, stream.FirstNumber, Now);
    }

    /// <summary>Sends another stream from the firmware's next line on.</summary>
    public void Continue(LineStream stream, long next)
    {
        Stream = stream;
        Link!.Continue(stream, next, Now);
    }

    /// <summary>Asks the firmware anew where it stands.</summary>
    public void Greet() => _connecting.Regreet();

    /// <summary>Puts commands behind all that was sent, and says when they are done.</summary>
    public void Insert(IReadOnlyList<string> commands, Action done, Action? lost = null, int ahead = 0)
    {
        long last = Stream!.Insert(commands, Link!.HighestSent, ahead);
        Acks.Add(last, done, lost);
    }

    /// <summary>Goes on when everything that was sent or inserted is done.</summary>
    public void WhenDone(Action done) => Acks.Add(Math.Max(Stream!.LastInserted, Link!.HighestSent), done);

    /// <summary>Opens the port.</summary>
    public void TryConnect()
    {
        Fire(PrinterTrigger.Connect);
        _connecting.Begin(reset: Setup.ResetOnConnect);
    }

    /// <summary>Connecting ended without a printer; the next try comes later.</summary>
    public void ConnectFailed() => _reconnection.Plan();

    public void ClosePort()
    {
        _connecting.Stop();
        DropLink();
        Effects.ClosePort();
    }

    // What the link says; its events are dealt with when it has returned.

    void ILinkObserver.OnReply(in Reply reply)
    {
        _connecting.OnReply(reply);
        _temperatures.OnReply(reply);
        _desk.OnReply(reply);
    }

    void ILinkObserver.OnSent(in SentLine line) => _desk.OnSent(line);

    void ILinkObserver.OnLink(in LinkEvent linkEvent) => _events.Enqueue(linkEvent);

    private void Do(TimeSpan now, Action what)
    {
        Now = now;
        what();
        Changed();
        Settle();
    }

    /// <summary>Lets everything that follows from what happened happen, until nothing more does.</summary>
    private void Settle()
    {
        if (_settling)
            return;
        _settling = true;
        try
        {
            do
            {
                _reconnection.Advance();
                _connecting.Advance();
                _temperatures.Advance();
                _jobs.Advance();
                Link?.Advance(Now);
                if (Link is { } link)
                    Acks.Run(link.Acknowledged);
                _desk.Act();
            } while (TryDispatch());
        }
        finally
        {
            _settling = false;
        }
        Deadline = Earliest(
            Earliest(Link?.Deadline ?? TimeSpan.MaxValue, _connecting.Deadline),
            Earliest(Earliest(_reconnection.Deadline, _temperatures.Deadline), _jobs.Deadline)
        );
    }

    private bool TryDispatch()
    {
        if (!_events.TryDequeue(out LinkEvent linkEvent))
            return false;
        Changed();
        if (!_connecting.OnLink(linkEvent))
            _jobs.OnLink(linkEvent);
        return true;
    }

    private void DropLink()
    {
        if (Link is { } link)
            Job?.Remember(link, isCurrent: Stream == Job.Stream);
        Link = null;
        Stream = null;
        Acks.Clear();
        _events.Clear();
        _desk.Forget();
        _temperatures.Forget();
    }

    private LinkOptions OptionsFor(int baudRate) =>
        new()
        {
            Window = Setup.Window,
            LearnWindow = Setup.LearnWindow,
            WireBytesPerSecond = Setup.Address.Scheme == PortScheme.Tcp ? 0 : baudRate / 10,
        };

    private static TimeSpan Earliest(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
