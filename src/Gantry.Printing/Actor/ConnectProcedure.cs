using Gantry.Firmware;
using Gantry.Firmware.Detection;
using Gantry.Firmware.Identity;
using Gantry.Printing.Jobs;

namespace Gantry.Printing.Actor;

/// <summary>
/// From an open port to a printer that can be used: wait for the boot, greet, set the numbering or go on where a job stands,
/// learn who the firmware is, ask for its reports.
/// </summary>
internal sealed class ConnectProcedure(PrinterCore core)
{
    /// <summary>A Mega 2560 needs 1 to 2 s from DTR to <c>start</c>; boards with large displays need more.</summary>
    private static readonly TimeSpan BootLimit = TimeSpan.FromSeconds(8);

    /// <summary>While rates are tried: at the first one the board may still boot.</summary>
    private static readonly TimeSpan FirstRateLimit = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan RateLimit = TimeSpan.FromSeconds(1.7);

    /// <summary>
    /// A rate is not given up sooner for what is heard: after a change of rate that is first the rest of an answer to garbage.
    /// </summary>
    private static readonly TimeSpan LeastAtRate = TimeSpan.FromSeconds(0.7);

    /// <summary>The rates of printers, the usual ones first.</summary>
    private static readonly int[] UsualRates = [115200, 250000, 230400, 500000, 1000000, 57600, 38400, 19200, 9600];

    /// <summary>
    /// So often a printer is asked who it is until two answers agree, or one with the job's: the answer carries no checksum, and a
    /// damaged one would end a print later.
    /// </summary>
    private const int MostQuestions = 4;

    private readonly PortListener _listener = new();
    private FirmwareInfoReader _reader = new();
    private ConnectStep _step;
    private int[] _rates = UsualRates;
    private int _rate;
    private int _goodRate;
    private int _questions;
    private TimeSpan _limit;
    private bool _started;
    private bool _busyRefused;

    /// <summary>When <see cref="Advance"/> has something to do.</summary>
    public TimeSpan Deadline { get; private set; } = TimeSpan.MaxValue;

    /// <summary>Whether all is done.</summary>
    public bool IsSetUp => _step == ConnectStep.None;

    private bool IsDetecting => _rates.Length > 1;

    /// <summary>Opens the port and goes through everything.</summary>
    public void Begin(bool reset)
    {
        _rates =
            core.Setup.BaudRate > 0 ? [core.Setup.BaudRate]
            : _goodRate > 0 ? [_goodRate, .. UsualRates.Where(r => r != _goodRate)]
            : UsualRates;
        _rate = 0;
        Go(ConnectStep.Opening, TimeSpan.MaxValue);
        // A reset would end the job that is to go on.
        core.Effects.OpenPort(_rates[0], reset && core.Job is null);
    }

    /// <summary>The firmware has lost its place: greets it anew on the open port, without a change of state.</summary>
    public void Regreet()
    {
        _rates = [core.BaudRate];
        _rate = 0;
        Greet();
    }

    public void Stop() => Go(ConnectStep.None, TimeSpan.MaxValue);

    public void PortOpened(bool wasReset)
    {
        _listener.Reset();
        _started = false;
        if (wasReset)
            Go(ConnectStep.Booting, core.Now + BootLimit);
        else
            Greet();
    }

    public void Heard(ReadOnlySpan<byte> bytes)
    {
        if (_step is ConnectStep.Booting or ConnectStep.Greeting)
            _listener.Hear(bytes);
    }

    public void OnReply(in Reply reply)
    {
        switch (_step)
        {
            case ConnectStep.Booting:
                _started |= reply.Kind == ReplyKind.Start;
                break;
            case ConnectStep.Identifying:
                _reader.Add(reply.Text);
                break;
            case ConnectStep.SettingUp:
                _busyRefused |= reply.Kind == ReplyKind.UnknownCommand && reply.Text.IndexOf("M113"u8) >= 0;
                break;
        }
    }

    public void Advance()
    {
        switch (_step)
        {
            case ConnectStep.Booting when _started || core.Now >= Deadline:
                Greet();
                break;
            case ConnectStep.Greeting when core.Now >= _limit:
                TryNextRate();
                break;
            case ConnectStep.Greeting when core.Now >= Deadline:
                Deadline = _limit;
                if (_listener.IsGarbage)
                    TryNextRate();
                break;
        }
    }

    /// <summary>Takes an event of the link; false when it is none of connecting.</summary>
    public bool OnLink(LinkEvent linkEvent)
    {
        switch (linkEvent.Kind)
        {
            case LinkEventKind.Greeted when _step == ConnectStep.Greeting:
                Greeted(linkEvent.Number);
                return true;
            case LinkEventKind.GreetedWithoutNumbers when _step == ConnectStep.Greeting:
                Greeted(-1);
                return true;
            case LinkEventKind.Renumbered when _step == ConnectStep.Numbering:
                Identify();
                return true;
            case LinkEventKind.FirmwareReset or LinkEventKind.ForeignNumber when _step > ConnectStep.Greeting:
                // It booted again while it was being set up.
                Greet();
                return true;
            default:
                return false;
        }
    }

    private void Greet()
    {
        TimeSpan limit =
            !IsDetecting ? core.Setup.AnswerLimit
            : _rate == 0 ? FirstRateLimit
            : RateLimit;
        _limit = core.Now + limit;
        Go(ConnectStep.Greeting, IsDetecting ? core.Now + LeastAtRate : _limit);
        core.Acks.Clear();
        core.Link!.Greet(core.Now);
    }

    private void TryNextRate()
    {
        if (++_rate < _rates.Length)
        {
            Go(ConnectStep.Opening, TimeSpan.MaxValue);
            core.Effects.ChangeBaudRate(_rates[_rate]);
            return;
        }
        string rates = IsDetecting ? "at any usual baud rate" : $"at {_rates[0]} baud";
        DeviceGuess guess = _listener.Judge(IsDetecting ? 0 : core.BaudRate);
        string why = $"No printer answers on {core.Setup.Address} {rates}: {guess.What} {guess.Advice}";
        core.Trouble = new ConnectionTrouble(null, guess.Kind, why);
        core.ClosePort();
        core.Fire(PrinterTrigger.ConnectFailed, why);
        core.ConnectFailed();
    }

    private void Greeted(long last)
    {
        _goodRate = core.BaudRate;
        core.IsHalted = false;
        core.Effects.Answered();
        if (core.Job is { IsNumbered: true, Interruption: null } job && core.Jobs.MayContinue(job, last))
        {
            job.Stream.IsGated = true;
            core.Continue(job.Stream, last + 1);
            if (job.AwaitsReplay)
                core.Effects.Replay(job.Prepared, last);
            Identify();
            return;
        }
        if (core.Job is { AwaitsReplay: true } adopted)
            core.Effects.Replay(adopted.Prepared, adopted.Floor);
        Go(ConnectStep.Numbering, TimeSpan.MaxValue);
        core.Modal.Forget();
        core.Renumber(new LineStream(core.Random.Next(10, 90)));
    }

    private void Identify()
    {
        Go(ConnectStep.Identifying, TimeSpan.MaxValue);
        _questions = 0;
        Ask();
    }

    private void Ask()
    {
        _questions++;
        _reader = new FirmwareInfoReader();
        core.Insert(["M115"], Identified);
    }

    private void Identified()
    {
        string before = core.Firmware.Identity;
        core.Firmware = _reader.ToInfo();
        core.Modal.Identified(core.Firmware.Flavour);
        ActiveJob? job = core.Stream == core.Job?.Stream ? core.Job : null;
        bool agrees = job is null ? _questions > 1 && core.Firmware.Identity == before : core.Jobs.IsSamePrinter(job);
        if (!agrees && _questions < MostQuestions)
        {
            Ask();
            return;
        }
        if (!agrees && job is not null)
        {
            core.Ending.Interrupt("This is another printer than the one that the job began on.");
            core.Ending.LeaveStream(job);
        }
        SetUp();
    }

    private void SetUp()
    {
        var commands = new List<string>();
        bool saysBusy = core.Firmware.Flavour is FirmwareFlavour.Marlin or FirmwareFlavour.Prusa;
        if (core.Firmware.HasAutoReportTemperatures)
            commands.Add("M155 S1");
        if (saysBusy)
            commands.Add("M113 S1");
        core.Temperatures.Begin(core.Firmware.HasAutoReportTemperatures);
        if (core.Job is null)
            commands.AddRange(core.Expand(core.Setup.Scripts.Connect, core.Modal.State, canExtrude: false));
        if (core.CoolDownWaits)
            commands.AddRange(core.Expand(core.Setup.Scripts.Cancel, state: null, canExtrude: false));
        _busyRefused = false;
        Go(ConnectStep.SettingUp, TimeSpan.MaxValue);
        if (commands.Count == 0)
            Done(saysBusy: false);
        else
            core.Insert(commands, () => Done(saysBusy && !_busyRefused));
    }

    private void Done(bool saysBusy)
    {
        Stop();
        core.CoolDownWaits = false;
        core.Trouble = null;
        core.Link!.FirmwareSaysBusy = saysBusy;
        core.Jobs.Connected();
    }

    private void Go(ConnectStep step, TimeSpan deadline)
    {
        _step = step;
        Deadline = deadline;
    }
}
