using System.Text;
using Gantry.Firmware;
using Gantry.Firmware.Identity;
using Gantry.Printing.Jobs;
using Gantry.Printing.Scripts;
using Gantry.Printing.Temperatures;
using Gantry.Printing.Terminal;
using Gantry.Serial;

namespace Gantry.Printing.Actor;

/// <summary>
/// A printer without its port, its clock and its threads: everything that happens is told to it, and it says what is to be
/// done. It belongs to one loop; nothing here is safe for two threads. <see cref="Printer"/> is that loop.
/// </summary>
internal sealed partial class PrinterCore : ILinkObserver
{
    private readonly Queue<LinkEvent> _events = new();
    private readonly ReplyDesk _desk;
    private readonly JobControl _jobs;
    private readonly ConnectProcedure _connecting;
    private readonly TemperatureWatch _temperatures;
    private readonly Reconnection _reconnection;
    private readonly ManualControl _manual;
    private bool _settling;

    public PrinterCore(PrinterSetup setup, IPrinterEffects effects, Random random)
    {
        Setup = setup;
        Effects = effects;
        Random = random;
        Modal = new ModalWatch(this);
        _desk = new ReplyDesk(this);
        _jobs = new JobControl(this);
        Ending = new JobEnding(this);
        Policies = new PolicyWatch(this);
        Progress = new ProgressWatch(this);
        _connecting = new ConnectProcedure(this);
        _temperatures = new TemperatureWatch(this);
        _reconnection = new Reconnection(this);
        _manual = new ManualControl(this);
    }

    public PrinterSetup Setup { get; private set; }

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

    /// <summary>Whether the firmware has halted: it answers nothing more until it is reset.</summary>
    public bool IsHalted { get; set; }

    public FirmwareInfo Firmware { get; set; } = FirmwareInfo.Unknown;

    /// <summary>The baud rate of the open port.</summary>
    public int BaudRate { get; private set; }

    /// <summary>How the printer stands after what was sent.</summary>
    public ModalWatch Modal { get; }

    /// <summary>What was said between printer and host.</summary>
    public TerminalLog Terminal { get; } = new();

    /// <summary>The temperatures of the last two days.</summary>
    public TemperatureHistory History { get; } = new();

    /// <summary>Who waits for the firmware's answer to a command.</summary>
    public AnswerDesk Answers { get; } = new();

    public ReplyDesk Desk => _desk;

    public JobControl Jobs => _jobs;

    public JobEnding Ending { get; }

    public PolicyWatch Policies { get; }

    public ProgressWatch Progress { get; }

    /// <summary>Whether connecting has done everything but waiting for what a job's journal says.</summary>
    public bool IsSetUp => _connecting.IsSetUp;

    public TemperatureWatch Temperatures => _temperatures;

    /// <summary>Counts over all connections, since the last job began.</summary>
    public LinkStatistics Statistics { get; } = new();

    /// <summary>Why the last try to connect failed, or the connection ended; null while there is one.</summary>
    public ConnectionTrouble? Trouble { get; set; }

    /// <summary>When <see cref="Advance"/> has something to do.</summary>
    public TimeSpan Deadline { get; private set; }

    /// <summary>Counts every change that a snapshot would show.</summary>
    public long Version { get; private set; }

    // For the parts of the core.

    /// <summary>Moves to the next state, if the trigger means anything here.</summary>
    public void Fire(PrinterTrigger trigger, string reason = "")
    {
        if (PrinterTransitions.Next(State, trigger) is not { } next)
            return;
        if (next != State)
        {
            StateSince = Now;
            Policies.StateChanged();
            Note(reason.Length > 0 ? $"{next}: {reason}" : next.ToString());
        }
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

    /// <summary>Puts a word of the host's own into the terminal's log.</summary>
    public void Note(string text) => Terminal.Add(TerminalDirection.Note, Encoding.UTF8.GetBytes(text), Now);

    /// <summary>The commands of a script, with the state that its placeholders speak of.</summary>
    public IReadOnlyList<string> Expand(GCodeScript script, ModalState? state, bool canExtrude) =>
        script.IsEmpty
            ? []
            : script.Expand(
                new ScriptValues
                {
                    Machine = Setup.Machine,
                    State = state,
                    CanExtrude = canExtrude,
                    PrinterName = Setup.Name,
                    JobName = Job?.Prepared.Name,
                    JobFile = Job?.Prepared.Header.FileName,
                    JobOwner = Job?.Prepared.Owner,
                }
            );

    /// <summary>Sends another stream from now on, with the firmware's numbering set to it.</summary>
    public void Renumber(LineStream stream)
    {
        Stream = stream;
        Modal.Renumber(stream.FirstNumber);
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
    /// <returns>The number of the last one.</returns>
    public long Insert(IReadOnlyList<string> commands, Action done, Action? lost = null, int ahead = 0)
    {
        long last = Stream!.Insert(commands, Link!.HighestSent, ahead);
        Acks.Add(last, done, lost);
        return last;
    }

    /// <summary>Whether something can be put behind all that was sent; not always while a job's journal cannot be written.</summary>
    public bool MayInsert => Link is { } link && Stream is { } stream && stream.MayInsert(link.HighestSent);

    /// <summary>
    /// Sends what must not wait for a journal, such as heaters off: behind all that was sent, or without a number, and so without a
    /// place in a journal that cannot be written.
    /// </summary>
    public void SendAnyway(IReadOnlyList<string> commands)
    {
        if (MayInsert)
        {
            Insert(commands, () => { });
            return;
        }
        foreach (string command in commands)
        {
            byte[] bytes = Encoding.ASCII.GetBytes(command);
            Link!.SendOutOfBand(bytes);
            Modal.OnSentOutOfBand(bytes);
            Terminal.Add(TerminalDirection.Sent, bytes, Now);
        }
    }

    /// <summary>Goes on when everything that was sent or inserted is done.</summary>
    public void WhenDone(Action done) => Acks.Add(Math.Max(Stream!.LastInserted, Link!.HighestSent), done);

    /// <summary>Opens the port.</summary>
    public void TryConnect()
    {
        Fire(PrinterTrigger.Connect);
        _connecting.Begin(reset: Setup.ResetOnConnect || (IsHalted && Setup.MayReset));
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
        Terminal.Add(TerminalDirection.Received, reply.Text, Now);
        Answers.OnReply(reply, Link?.Acknowledged ?? 0);
        _connecting.OnReply(reply);
        _temperatures.OnReply(reply);
        _desk.OnReply(reply);
    }

    void ILinkObserver.OnSent(in SentLine line)
    {
        Terminal.Add(TerminalDirection.Sent, line.Text, Now);
        if (line.Number < 0 || !Modal.OnSent(line))
            return;
        _desk.OnSent(line.Command);
        Progress.OnSent(line.Command);
    }

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
                Ending.Advance();
                Policies.Advance();
                Progress.Advance();
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
        TimeSpan jobs = Earliest(
            Earliest(_jobs.Deadline, Ending.Deadline),
            Earliest(Policies.Deadline, Progress.Deadline)
        );
        TimeSpan connection = Earliest(Earliest(_connecting.Deadline, _reconnection.Deadline), _temperatures.Deadline);
        Deadline = Earliest(Earliest(Link?.Deadline ?? TimeSpan.MaxValue, connection), jobs);
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
        Ending.Forget();
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
