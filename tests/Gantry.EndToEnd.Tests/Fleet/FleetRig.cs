using System.Net;
using System.Text;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Fleet;
using Gantry.Fleet.Jobs;
using Gantry.Fleet.People;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Views;
using Gantry.Serial;
using Gantry.Serial.Inventory;
using Gantry.Simulator;
using Gantry.Simulator.Hosting;
using Gantry.Storage;
using Gantry.Storage.Cluster;
using Gantry.Storage.Files;
using Gantry.Storage.History;
using Gantry.Storage.Jobs;
using Gantry.Storage.Library;
using Gantry.Storage.Printers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gantry.EndToEnd.Tests.Fleet;

/// <summary>A fleet of simulated printers with a storage of its own, gone afterwards.</summary>
internal sealed class FleetRig : IAsyncDisposable
{
    /// <summary>Far more than anything here takes on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<LiveSimulator> _simulators = [];
    private SerialPorts? _ports;
    private bool _isStopped;
    private TimeProvider _time = TimeProvider.System;

    private readonly Func<FleetOptions, FleetOptions> _change;

    private FleetRig(TestStorage storage, Func<FleetOptions, FleetOptions> change) =>
        (Storage, _change) = (storage, change);

    public TestStorage Storage { get; }

    public FleetHost Fleet { get; private set; } = null!;

    public static Caller Boss { get; } = Caller.System("test");

    public GantryStorage Data => Storage.Storage;

    /// <summary>The serial devices that the machine seems to have.</summary>
    public IReadOnlyList<SerialDevice> Devices { get; set; } = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A fleet without printers.</summary>
    public static async Task<FleetRig> StartAsync(
        DatabaseKind kind,
        bool runsQueue = true,
        Func<FleetOptions, FleetOptions>? change = null,
        TimeProvider? time = null
    )
    {
        TestStorage storage = await TestStorage.PrepareAsync(kind);
        var rig = new FleetRig(storage, change ?? (o => o)) { _time = time ?? TimeProvider.System };
        await rig.BeginAsync(runsQueue);
        return rig;
    }

    /// <summary>Stops the server, as an orderly end does, and starts it again on the same data.</summary>
    public async Task RestartAsync()
    {
        await EndAsync();
        await BeginAsync(runsQueue: true);
    }

    /// <summary>Stops the fleet; its storage stays open.</summary>
    public async Task StopFleetAsync()
    {
        if (_isStopped)
            return;
        _isStopped = true;
        await Fleet.DisposeAsync();
    }

    /// <summary>A fleet on the same data, which may be that of another node.</summary>
    public async Task StartFleetAsync(GantryStorage storage)
    {
        Fleet = new FleetHost(_change(OptionsOf(storage, runsQueue: true)));
        _isStopped = false;
        await Fleet.StartAsync(Stop);
    }

    /// <summary>A simulated printer that is on, but not in the fleet yet; its address.</summary>
    public string Simulate(PrinterOptions? options = null, string? executed = null) =>
        SimulateMany(1, options, executed)[0];

    /// <summary>Some simulated printers that are on; their addresses.</summary>
    public IReadOnlyList<string> SimulateMany(int count, PrinterOptions? options = null, string? executed = null)
    {
        var simulator = new LiveSimulator(
            new LiveOptions
            {
                Printer = options ?? new PrinterOptions().MadeFast(),
                TcpAddress = new IPEndPoint(IPAddress.Loopback, 0),
                ExecutedPath = executed,
                Count = count,
            }
        );
        _simulators.Add(simulator);
        return simulator.Addresses;
    }

    /// <summary>A simulated printer on a pty.</summary>
    public void SimulateAt(string link, PrinterOptions options, string executed) =>
        _simulators.Add(
            new LiveSimulator(
                new LiveOptions
                {
                    Printer = options,
                    PtyPath = link,
                    ExecutedPath = executed,
                }
            )
        );

    /// <summary>Adds a printer with a simulated machine, and waits until it is connected.</summary>
    public async Task<PrinterView> AddPrinterAsync(
        string name,
        PrinterOptions? options = null,
        bool isClear = true,
        string? executed = null
    )
    {
        var edit = new PrinterEdit { Name = name, Url = Simulate(options, executed) };
        PrinterView added = await Fleet.Printers.AddAsync(Boss, edit, Stop);
        PrinterView ready = await WaitAsync(added.Id, p => p.Live.State == LiveState.Idle);
        return isClear ? await DoAsync(added.Id, PrinterAction.ClearPlate) : ready;
    }

    public Task<PrinterView> DoAsync(long id, PrinterAction action, ActionDetails? details = null) =>
        Fleet.Printers.Actions.DoAsync(Boss, id, action, details, Stop);

    public Task<PrinterView> GetAsync(long id) => Fleet.Printers.GetAsync(Boss, id, Stop);

    /// <summary>Waits until a printer is as wanted.</summary>
    public Task<PrinterView> WaitAsync(long id, Func<PrinterView, bool> isGood) =>
        Until(() => GetAsync(id), isGood, p => $"{p.Live.State} ({p.Live.Reason}), plate {p.Plate.State}");

    /// <summary>Waits until a job is as wanted.</summary>
    public Task<JobView> WaitForJobAsync(long id, Func<JobView, bool> isGood) =>
        Until(() => Fleet.Jobs.GetAsync(Boss, id, Stop), isGood, j => $"{j.State} {j.CopiesStarted}/{j.Copies}");

    /// <summary>Sends a file of some moves into the queue.</summary>
    public async Task<JobView> SendAsync(string name, string? text = null, Func<NewJob, NewJob>? change = null)
    {
        LibraryFile file = await AddFileAsync(name, text ?? Moves(50));
        var job = new NewJob { FileId = file.Id };
        return await Fleet.Jobs.AddAsync(Boss, change?.Invoke(job) ?? job, Stop);
    }

    /// <summary>A file of the library.</summary>
    public async Task<LibraryFile> AddFileAsync(string name, string text, FileFacts? facts = null)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        ContentHash hash = await Storage.KeepAsync(bytes);
        return await Data.Store.WriteAsync(
            s =>
                s.Files.AddAsync(
                    new NewFile
                    {
                        Name = name,
                        ContentHash = hash,
                        Size = bytes.Length,
                        Facts =
                            facts
                            ?? new FileFacts
                            {
                                Seconds = 60,
                                FilamentG = 10,
                                FilamentMm = 3000,
                            },
                        UploaderName = "Ada",
                    },
                    Stop
                ),
            Stop
        );
    }

    /// <summary>G-code that moves to and fro.</summary>
    public static string Moves(int count, string start = "G28\nG90\nM82\n") =>
        start
        + string.Concat(Enumerable.Range(1, count).Select(i => $"G1 X{i % 100} Y{i % 50} E{i * 0.01:0.00} F6000\n"));

    /// <summary>Claims a copy for a printer, as a server does that dies right afterwards.</summary>
    public async Task ClaimAsync(long printerId, long jobId)
    {
        Job job = (await Data.Store.ReadAsync(s => s.Jobs.FindAsync(jobId, Stop), Stop)).ShouldNotBeNull();
        PrinterOwner owner = (await Data.Ownership.FindAsync(printerId, Stop)).ShouldNotBeNull();
        var claim = new JobClaim
        {
            PrinterId = printerId,
            Epoch = owner.Epoch,
            Jobs = [new JobChoice(jobId, job.ContentHash!.Value)],
        };
        (await Data.Store.WriteAsync(s => s.Jobs.ClaimAsync(claim, Stop), Stop)).ShouldNotBeNull();
    }

    /// <summary>Lets a printer have printed for a while.</summary>
    public Task AddPrintedAsync(long printerId, TimeSpan time) =>
        Data.Store.WriteAsync(
            async s =>
            {
                PrinterStatus status = (await s.Printers.FindStatusAsync(printerId, Stop)).ShouldNotBeNull();
                PrinterStatus more = status with { PrintedSeconds = status.PrintedSeconds + time.TotalSeconds };
                await s.Printers.UpdateStatusAsync(more, Stop);
                s.Publish(new Change("printer", $"{printerId}"));
            },
            Stop
        );

    /// <summary>The prints in the books, the oldest first.</summary>
    public async Task<IReadOnlyList<PrintRecord>> PrintsAsync()
    {
        Page<PrintRecord> page = await Data.Store.ReadAsync(
            s => s.Prints.SearchAsync(new PrintQuery(), new PageRequest(500), Stop),
            Stop
        );
        return [.. page.Items.Reverse()];
    }

    public async Task<PrinterStatus> StatusAsync(long id) =>
        (await Data.Store.ReadAsync(s => s.Printers.FindStatusAsync(id, Stop), Stop)).ShouldNotBeNull();

    /// <summary>Waits until something is as wanted.</summary>
    public static async Task<T> Until<T>(Func<Task<T>> read, Func<T, bool> isGood, Func<T, string> describe)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(Patience);
        while (true)
        {
            T now = await read();
            if (isGood(now))
                return now;
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"It did not come so far: {describe(now)}");
            await Task.Delay(10, Stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        foreach (LiveSimulator simulator in _simulators)
            simulator.Dispose();
        await Storage.DisposeAsync();
    }

    private async Task BeginAsync(bool runsQueue)
    {
        await Storage.OpenAsync(time: _time);
        _ports = new SerialPorts(TimeProvider.System);
        Fleet = new FleetHost(_change(OptionsOf(Data, runsQueue)));
        _isStopped = false;
        await Fleet.StartAsync(Stop);
    }

    private FleetOptions OptionsOf(GantryStorage storage, bool runsQueue) =>
        new()
        {
            Storage = storage,
            Ports = _ports!,
            Loggers = NullLoggerFactory.Instance,
            Time = _time,
            RunsQueue = runsQueue,
            Devices = () => Devices,
        };

    private async Task EndAsync()
    {
        await StopFleetAsync();
        await Storage.CloseAsync();
        _ports?.Dispose();
    }
}
