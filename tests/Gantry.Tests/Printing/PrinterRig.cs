using System.Buffers;
using System.Text;
using Gantry.Printing;
using Gantry.Printing.Actor;
using Gantry.Printing.Jobs;
using Gantry.Printing.Journal;
using Gantry.Printing.Terminal;
using Gantry.Serial;
using Gantry.Simulator;

namespace Gantry.Tests.Printing;

/// <summary>A printer's core and a virtual printer joined in virtual time, with real journals in a folder of their own.</summary>
internal sealed class PrinterRig : IPrinterEffects, IExecutedLog, IDisposable
{
    private readonly ArrayBufferWriter<byte> _received = new();
    private readonly JournalDisk _disk = new(atOnce: true);
    private readonly Random _random;
    private readonly Queue<Action> _todo = new();
    private PreparedJob? _job;
    private bool _open;
    private int _bytesLeft = int.MaxValue;
    private long _synced;

    public PrinterRig(PrinterOptions? printer = null, PrinterSetup? setup = null, int seed = 1)
    {
        _random = new Random(seed);
        Board = new VirtualPrinter(printer ?? new PrinterOptions(), this);
        Setup = setup ?? new PrinterSetup { Address = PortAddress.Parse("/dev/virtual") };
        Core = new PrinterCore(Setup, this, _random);
        Jobs = NewStore();
        Run(TimeSpan.FromSeconds(1));
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("gantry-printer").FullName;

    public VirtualPrinter Board { get; }

    public PrinterSetup Setup { get; }

    public PrinterCore Core { get; private set; }

    public JobStore Jobs { get; private set; }

    public TimeSpan Now { get; private set; }

    public List<string> Executed { get; } = [];

    /// <summary>The states that the printer went through.</summary>
    public List<PrinterState> States { get; } = [PrinterState.Offline];

    /// <summary>Whether the port can be opened.</summary>
    public bool Plugged { get; set; } = true;

    /// <summary>Whether nothing can be written to the journals' disk.</summary>
    public bool IsDiskFull
    {
        set => _disk.Fault = value ? static () => throw new IOException("No space left on device") : null;
    }

    /// <summary>Whether opening the port resets the board, as on a port that was hung up.</summary>
    public bool ResetOnOpen { get; set; }

    /// <summary>Whether the file of a job is read for its times and layers.</summary>
    public bool Studies { get; init; }

    public int Openings { get; private set; }

    /// <summary>The rates that were tried.</summary>
    public List<int> Rates { get; } = [];

    /// <summary>The rate at which board and host understand each other; 0 where every one will do.</summary>
    public int BoardBaudRate { get; init; }

    /// <summary>How often DTR was pulsed.</summary>
    public int Pulses { get; private set; }

    private bool Understands => BoardBaudRate == 0 || Core.BaudRate == BoardBaudRate;

    public void Dispose()
    {
        _disk.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    void IExecutedLog.Executed(ReadOnlySpan<byte> command) => Executed.Add(Encoding.Latin1.GetString(command));

    void IPrinterEffects.OpenPort(int baudRate, bool reset)
    {
        Openings++;
        Rates.Add(baudRate);
        _todo.Enqueue(() =>
        {
            if (!Plugged)
            {
                Core.PortFailed(new SerialPortException(SerialError.NotFound, "/dev/virtual does not exist."), Now);
                return;
            }
            if (reset || ResetOnOpen)
                Board.Reset(Now);
            _open = true;
            Core.PortOpened(baudRate, reset, isNew: true, Now);
        });
    }

    void IPrinterEffects.ChangeBaudRate(int baudRate)
    {
        Rates.Add(baudRate);
        _todo.Enqueue(() => Core.PortOpened(baudRate, wasReset: false, isNew: true, Now));
    }

    void IPrinterEffects.ClosePort() => _open = false;

    void IPrinterEffects.Answered() { }

    void IPrinterEffects.Study(PreparedJob job)
    {
        if (Studies)
            _todo.Enqueue(() => Core.Studied(job, job.StudyAsync(Setup.Motion, default).GetAwaiter().GetResult(), Now));
    }

    void IPrinterEffects.Replay(PreparedJob job, long through) =>
        _todo.Enqueue(() =>
        {
            (ModalState state, ModalState? paused) = job.ReplayAsync(through, default).GetAwaiter().GetResult();
            Core.Replayed(job, state, paused, through, Now);
        });

    void IPrinterEffects.PulseReset()
    {
        Pulses++;
        Board.Reset(Now);
    }

    /// <summary>Connects and waits until the printer is ready.</summary>
    public PrinterRig Connect()
    {
        Core.Connect(Now);
        RunUntil(() => Core.State is not (PrinterState.Connecting or PrinterState.Offline));
        return this;
    }

    /// <summary>Writes a file and starts it as a job.</summary>
    public string StartJob(IEnumerable<string> commands)
    {
        string path = Path.Combine(Folder, "job.gcode");
        File.WriteAllLines(path, commands);
        CheckedFile file = Jobs.CheckAsync(path, default).GetAwaiter().GetResult();
        PreparedJob? before = _job;
        Attach(Jobs.Begin(file, Setup.Address.Text, Core.Firmware.Identity));
        try
        {
            Core.Start(_job!, Now);
        }
        catch (PrinterRefusedException)
        {
            _job!.File.Dispose();
            _ = _job.Journal.CloseAsync();
            _job = before;
            throw;
        }
        return path;
    }

    /// <summary>Starts a job that was prepared elsewhere.</summary>
    public void Start(PreparedJob job)
    {
        Attach(job);
        Core.Start(job, Now);
    }

    /// <summary>
    /// The process is killed: of what it was about to write some bytes still go out; a new one knows nothing but the journal, and
    /// goes on with the job.
    /// </summary>
    public void Crash(string path, int bytesOut, bool wasPaused = false, string? interruption = null)
    {
        _bytesLeft = bytesOut;
        Run(TimeSpan.FromMilliseconds(30));
        _bytesLeft = int.MaxValue;
        _open = false;
        _todo.Clear();
        _job!.File.Dispose();
        _job.Journal.CloseAsync();
        Core = new PrinterCore(Setup, this, _random);
        Jobs = NewStore();
        Attach(Jobs.ResumeAsync(path, Setup.Address.Text, default).GetAwaiter().GetResult());
        Core.Adopt(_job!, wasPaused, interruption, Now);
    }

    /// <summary>The process ends in good order: nothing is sent any more, and the board goes on with what it has.</summary>
    public void Leave()
    {
        Write();
        _open = false;
        Core = new PrinterCore(Setup, this, _random);
    }

    /// <summary>The cable is pulled; bytes under way are lost.</summary>
    public void Unplug()
    {
        Plugged = false;
        if (!_open)
            return;
        _open = false;
        Core.PortLost(new SerialPortException(SerialError.Lost, "/dev/virtual is gone."), Now);
    }

    /// <summary>Lets time pass until something holds.</summary>
    public void RunUntil(Func<bool> holds, TimeSpan? limit = null)
    {
        TimeSpan end = Now + (limit ?? TimeSpan.FromHours(10));
        while (!holds())
        {
            if (Now >= end)
                throw new ShouldAssertException(
                    $"It never came: {Core.State} ({Core.Reason}), link {Core.Link?.Phase}, next {Core.Link?.Next}, executed {Executed.Count}."
                );
            Step(end);
        }
    }

    public void RunUntil(PrinterState state, TimeSpan? limit = null) => RunUntil(() => Core.State == state, limit);

    public void Run(TimeSpan time)
    {
        TimeSpan end = Now + time;
        while (Now < end)
            Step(end);
    }

    /// <summary>The last lines of the terminal, without temperatures and <c>busy</c>: for whoever must understand a failure.</summary>
    public string LastWords(int lines = 40)
    {
        var reader = new TerminalReader(
            Core.Terminal,
            filter: new TerminalFilter { HideTemperatures = true, HideBusy = true }
        );
        var words = new List<string>();
        while (reader.TryRead(out TerminalEntry entry))
            words.Add($"{entry.At} {entry.Direction} {entry.ToText()}");
        words.Add(
            $"next {Core.Link?.Next}, sent {Core.Link?.HighestSent}, acknowledged {Core.Link?.Acknowledged}, in flight "
                + $"{Core.Link?.InFlight}, inserted {Core.Stream?.LastInserted}, job's stream {Core.Job is { } j && j.Stream == Core.Stream}, waits {!Core.Acks.IsEmpty}"
        );
        return string.Join('\n', words.TakeLast(lines));
    }

    /// <summary>Lets time pass until something happens, at most until then.</summary>
    public void StepTo(TimeSpan end) => Step(end);

    /// <summary>What was executed of these commands, in order; what the host and scripts add is left out.</summary>
    public List<string> ExecutedOf(IEnumerable<string> commands)
    {
        var known = new HashSet<string>(commands);
        return [.. Executed.Where(known.Contains)];
    }

    /// <summary>Hears of one journal: that of a job before has nothing to say any more.</summary>
    private sealed class Listener(PrinterRig rig, PreparedJob job) : IJournalListener
    {
        public void OnSynced(long ticket)
        {
            if (rig._job == job)
                rig._synced = ticket;
        }

        public void OnFailed(JournalException error) =>
            rig._todo.Enqueue(() => rig.Core.JournalFailed(job, error.Message, rig.Now));
    }

    private JobStore NewStore() => new(Path.Combine(Folder, "jobs"), _disk, TimeProvider.System, _random);

    private void Attach(PreparedJob job)
    {
        _job = job;
        _synced = 0;
        job.Journal.Attach(new Listener(this, job));
    }

    private void Step(TimeSpan end)
    {
        SettleOutside();
        Write();
        TimeSpan next = Board.NextEvent < Core.Deadline ? Board.NextEvent : Core.Deadline;
        next = next < end ? next : end;
        Now = next > Now ? next : Now;
        Board.Advance(Now, _received);
        if (_received.WrittenCount > 0 && _open)
            Core.Received(Understands ? _received.WrittenSpan : Garbage(_received.WrittenCount), Now);
        else
            Core.Advance(Now);
        _received.Clear();
        Write();
        if (States[^1] != Core.State)
            States.Add(Core.State);
    }

    private void SettleOutside()
    {
        while (_todo.TryDequeue(out Action? what))
            what();
        if (_synced != 0)
            Core.JournalSynced(_job!, _synced, Now);
        while (_job is { File.IsReading: true })
            Thread.Yield();
        Core.Advance(Now);
    }

    private void Write()
    {
        ReadOnlyMemory<byte> output = Core.TakeOutput();
        if (output.IsEmpty)
            return;
        if (_open)
        {
            ReadOnlySpan<byte> written = output.Span[..Math.Min(output.Length, _bytesLeft)];
            _bytesLeft -= _bytesLeft == int.MaxValue ? 0 : written.Length;
            Board.Receive(Understands ? written : Garbage(written.Length), Now);
        }
        Core.Written(Now);
    }

    /// <summary>What a UART makes of bytes at another rate.</summary>
    private byte[] Garbage(int count)
    {
        byte[] garbage = new byte[count];
        _random.NextBytes(garbage);
        return garbage;
    }
}
