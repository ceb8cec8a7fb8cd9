using System.Net;
using System.Net.Sockets;
using Gantry.Fleet.Json;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Settings;
using Gantry.Printing.Ports;
using Gantry.Serial;
using Gantry.Sharing;
using Gantry.Sharing.Book;
using Gantry.Sharing.Devices;
using Gantry.Storage;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet.Ports;

/// <summary>
/// Shares the serial ports of this machine as the settings say, begins anew when those change, keeps shares off devices that
/// printers use, and tells listeners what changes.
/// </summary>
internal sealed partial class PortHub : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>What could not be begun is tried again after this.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private readonly FleetContext _context;
    private readonly PortHolders _holders;
    private readonly PortViews _views;
    private readonly PortAudit _audit;
    private readonly PortTeller _teller;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private volatile SharedDevices? _devices;
    private volatile SharingSettings _settings = new();
    private volatile string? _trouble;
    private volatile bool _settingsChanged;
    private long? _failedAt;
    private IReadOnlyList<(long, string)> _users = [];
    private HashSet<string> _present = [];
    private Task _loop = Task.CompletedTask;

    public PortHub(FleetContext context, PortHolders holders, ILogger log)
    {
        (_context, _holders, _log) = (context, holders, log);
        _views = new PortViews(holders, Clients);
        _audit = new PortAudit(context, this, log);
        _teller = new PortTeller(context);
    }

    /// <summary>Connections on behalf of people.</summary>
    public PortClients Clients { get; } = new();

    /// <summary>Why ports are not shared although they should be; null when all is well.</summary>
    public string? Trouble => _trouble ?? _devices?.Manager.Snapshot.BookTrouble;

    /// <summary>The devices while ports are shared; else null.</summary>
    public DeviceManager? Manager => _devices?.Manager;

    /// <summary>Where the port book is; the same for <c>gantry devices</c>.</summary>
    public string BookPath => Path.Combine(_context.Storage.Options.Data.Root, PortBookFile.DefaultName);

    /// <summary>Where traffic logs are.</summary>
    public string TrafficFolder => Path.Combine(_context.Storage.Options.Data.Root, "traffic");

    /// <summary>Where shares listen.</summary>
    public IPAddress Address => _context.Options.Sharing?.Bind ?? _settings.Address;

    private ShareOptions Options =>
        _settings.ToOptions(TrafficFolder) with
        {
            MayBeTakenOver = _holders.MayBeTakenOver,
        };

    /// <summary>The share of a number, or null.</summary>
    public Share? Find(int port) =>
        _devices?.Server.Find(port.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>All devices of the book, in the order of their numbers.</summary>
    public IReadOnlyList<PortView> List()
    {
        if (_devices is not { } devices)
            return [];
        (IPAddress address, ShareOptions options) = (Address, Options);
        return PortViews.Distinct([
            .. devices.Manager.Snapshot.Devices.Select(d => _views.Of(d, Find(d.Port)?.Snapshot, address, options)),
        ]);
    }

    /// <summary>One device of the book, or null.</summary>
    public PortView? View(int port) => List().FirstOrDefault(p => p.Number == port);

    /// <summary>Begins; does nothing where ports are not to be shared.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_context.Options.Sharing is null || !OperatingSystem.IsLinux())
            return;
        _audit.Start();
        _users = _holders.Snapshot();
        await ReadSettingsAsync(cancellationToken);
        await BeginAsync();
        _loop = BackgroundLoop.Start("What looks after serial ports", RunAsync, _context.Time, _log, _stop.Token);
    }

    /// <summary>Settings may be others now.</summary>
    public void SettingsChanged()
    {
        _settingsChanged = true;
        Wake();
    }

    /// <summary>Printers may use other devices now.</summary>
    public void PrintersChanged() => Wake();

    /// <summary>
    /// Takes a device from its share for a test of a connection, until what is returned is disposed. A client that writes is
    /// not put out: then the test finds the port in use.
    /// </summary>
    public async Task<IAsyncDisposable?> BorrowAsync(PortAddress address, CancellationToken cancellationToken)
    {
        if (
            _devices is not { } devices
            || devices.Manager.Snapshot.Devices.FirstOrDefault(d =>
                d is { State: DeviceState.Shared, Device: { } device } && DeviceFollower.IsOpenedAt(address, device)
            )
                is not { } status
            || Find(status.Port) is not { Snapshot.Holder: null } share
        )
            return null;
        var loan = new PortLoan(_holders.Lend(address), devices.Manager);
        try
        {
            devices.Manager.HoldersChanged();
            for (int i = 0; share.Snapshot.State == ShareState.Ready && i < 100; i++)
                await Task.Delay(TimeSpan.FromMilliseconds(20), _context.Time, cancellationToken);
            return loan;
        }
        catch
        {
            await loan.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        await EndAsync();
        await _audit.DisposeAsync();
        _stop.Dispose();
        _wake.Dispose();
    }

    private async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await _wake.WaitAsync(Interval, stop);
            try
            {
                await LookAsync();
            }
            catch (StorageException e)
            {
                LogLater(e.Message);
            }
        }
    }

    private async Task LookAsync()
    {
        if (_settingsChanged)
            await TakeSettingsAsync();
        if (_devices is { Manager.Completion.Exception: { } fault })
        {
            // Shares that nobody looks after would never hear of a device again.
            await EndAsync();
            TryLater(fault.InnerException!.Message);
            LogFault(fault);
        }
        if (_failedAt is { } failed && _context.Time.GetElapsedTime(failed) >= RetryAfter)
            await BeginAsync();
        MindPrinters();
        _teller.Tell(List());
    }

    private async Task TakeSettingsAsync()
    {
        _settingsChanged = false;
        string before = FleetJson.Write(_settings);
        try
        {
            await ReadSettingsAsync(_stop.Token);
        }
        catch (StorageException)
        {
            // A database that does not answer now has them a moment later.
            _settingsChanged = true;
            throw;
        }
        if (FleetJson.Write(_settings) != before)
            await BeginAsync();
    }

    private async Task ReadSettingsAsync(CancellationToken stop) =>
        _settings = await _context.Store.ReadAsync(
            s => SettingBooks.ReadAsync<SharingSettings>(s, SettingBooks.Sharing, stop),
            stop
        );

    /// <summary>Shares anew, with the settings as they are now.</summary>
    private async Task BeginAsync()
    {
        await EndAsync();
        _failedAt = null;
        _trouble = null;
        if (!_settings.Enabled)
            return;
        SharingOptions sharing = _context.Options.Sharing!;
        try
        {
            _devices = await SharedDevices.StartAsync(
                new SharedDevicesOptions(BookPath)
                {
                    Address = Address,
                    FirstPort = sharing.FirstPort,
                    ImportFrom = sharing.ImportFrom,
                    Share = Options,
                    Devices = new DeviceManagerOptions { HeldBecause = _holders.ReasonFor },
                    Inventory = _context.Options.Inventory,
                    Watch = sharing.Watch,
                },
                _audit,
                _context.Time,
                _stop.Token
            );
        }
        catch (Exception e)
            when (e is PortBookException or IOException or SocketException or UnauthorizedAccessException)
        {
            TryLater(e.Message);
            LogNotShared(e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever it is, as settings that nobody can follow: the server serves all else meanwhile.
            TryLater(e.Message);
            LogFault(e);
        }
    }

    private void TryLater(string trouble)
    {
        _trouble = trouble;
        _failedAt = _context.Time.GetTimestamp();
    }

    private async Task EndAsync()
    {
        if (_devices is not { } devices)
            return;
        _devices = null;
        await devices.DisposeAsync();
    }

    /// <summary>Keeps shares off what printers use, and lets printers know of devices that came.</summary>
    private void MindPrinters()
    {
        if (_devices is not { } devices)
            return;
        IReadOnlyList<(long, string)> users = _holders.Snapshot();
        if (!users.SequenceEqual(_users))
            devices.Manager.HoldersChanged();
        _users = users;
        HashSet<string> present = [];
        foreach (DeviceStatus status in devices.Manager.Snapshot.Devices)
        {
            if (status.Device is not { } device)
                continue;
            present.Add(device.Path);
            if (!_present.Contains(device.Path) && _holders.OfDevice(device) is { } host)
                _ = host.DeviceAppearedAsync();
            // A link that was laid after the device was told, or a printer that knows its device by now, or another one.
            bool isHeld = status.State == DeviceState.Held;
            if (isHeld ? _holders.ReasonFor(device) is null : _holders.OfDevice(device) is not null)
                devices.Manager.HoldersChanged();
        }
        _present = present;
    }

    private void Wake()
    {
        try
        {
            if (_wake.CurrentCount == 0)
                _wake.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // Somebody else woke it, or it has ended.
        }
    }

    [LoggerMessage(4701, LogLevel.Warning, "Serial ports are not shared for now: {Reason}")]
    private partial void LogNotShared(string reason);

    [LoggerMessage(4704, LogLevel.Error, "Serial ports are not shared for now, for a reason that nobody thought of")]
    private partial void LogFault(Exception fault);

    [LoggerMessage(4702, LogLevel.Warning, "Looking after serial ports goes on a moment from now: {Reason}")]
    private partial void LogLater(string reason);
}
