using System.Collections.Concurrent;
using Gantry.Fleet.Errors;
using Gantry.Fleet.People;
using Gantry.Printing;
using Gantry.Printing.Scripts;
using Gantry.Printing.Terminal;
using Gantry.Serial;

namespace Gantry.Fleet.Printers.Testing;

/// <summary>
/// Tries a connection before it is saved: opens the port, asks who is there, and lets go again. A port that the fleet uses is
/// not touched; its printer is asked. One test of a port at a time, none longer than <see cref="Limit"/>.
/// </summary>
public sealed class ConnectionTester
{
    /// <summary>Enough for all usual baud rates, one after the other.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Reports come once a second; a firmware without them is asked as often.</summary>
    private static readonly TimeSpan TemperatureLimit = TimeSpan.FromSeconds(2.5);

    /// <summary>A port that does not close shall not hold the answer up.</summary>
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(5);

    private static readonly GCodeScript Nothing = GCodeScript.Parse("");

    private readonly ConcurrentDictionary<string, bool> _running = new(StringComparer.Ordinal);
    private readonly FleetContext _context;
    private readonly PrinterService _printers;

    internal ConnectionTester(FleetContext context, PrinterService printers) =>
        (_context, _printers) = (context, printers);

    /// <summary>Tries a connection. Also that nobody answers is an answer.</summary>
    /// <exception cref="FleetException">The caller may not, the address is none, or it is being tested already.</exception>
    public async Task<ConnectionTestView> TestAsync(
        Caller caller,
        ConnectionTest test,
        CancellationToken cancellationToken
    )
    {
        caller.Demand(Right.PrintersManage);
        caller.DemandAllPrinters();
        PortAddress address = Read(test);
        string key = PortKey.Of(address);
        if (_printers.Hosts.FirstOrDefault(h => PortKey.Of(h.Config.Record.Url) == key) is { } host)
            return OfFleet(host);
        if (!_running.TryAdd(key, true))
            throw new FleetException(
                FleetError.Conflict,
                $"{address} is being tested already. That takes {Limit.TotalSeconds:0} seconds at most; try again then."
            );
        try
        {
            await RecordAsync(caller, address, cancellationToken);
        }
        catch
        {
            _running.TryRemove(key, out _);
            throw;
        }
        return await AskAsync(address, test, () => _running.TryRemove(key, out _), cancellationToken);
    }

    private static PortAddress Read(ConnectionTest test)
    {
        var errors = new FieldErrors();
        PrinterEdits.CheckUrl(test.Url.Trim(), errors);
        PrinterEdits.CheckBaudRate(test.BaudRate, errors);
        errors.ThrowIfAny();
        return PortAddress.Parse(test.Url.Trim());
    }

    private static ConnectionTestView OfFleet(PrinterHost host)
    {
        var live = host.Live;
        return new ConnectionTestView
        {
            Ok = live.Firmware is not null && live.Trouble is null,
            Text = ConnectionWords.InFleet(host.Config.Record.Name, live),
            Url = host.Config.Record.Url,
            BaudRate = live.BaudRate,
            Firmware = live.Firmware,
            Temperatures = live.Temperatures,
            WindowLines = live.Link?.Window ?? 0,
            TakesNumbers = host.Printer?.Snapshot.Link?.TakesNumbers ?? false,
            Trouble = live.Trouble,
            PrinterId = host.Id,
        };
    }

    private Task RecordAsync(Caller caller, PortAddress address, CancellationToken stop) =>
        _context.Store.WriteAsync(
            s =>
            {
                s.Audit.Append(caller.Audit("printer.test", "port", null, address.Text));
                return Task.CompletedTask;
            },
            stop
        );

    private async Task<ConnectionTestView> AskAsync(
        PortAddress address,
        ConnectionTest test,
        Action done,
        CancellationToken stop
    )
    {
        var setup = new PrinterSetup
        {
            Name = "test",
            Address = address,
            BaudRate = test.BaudRate,
            ResetOnConnect = test.Reset,
            MayReset = false,
            Reconnect = false,
            Scripts = new PrinterScripts { Connect = Nothing, Disconnect = Nothing },
        };
        IAsyncDisposable? loan;
        try
        {
            loan = await _context.BorrowPort(address, stop);
        }
        catch
        {
            done();
            throw;
        }
        var ports = new CountedPorts(_context.Ports);
        var printer = new Printer(setup, ports, _context.Time, _context.NewRandom());
        try
        {
            await WatchAsync(printer, stop);
            return Judge(printer, test);
        }
        finally
        {
            await LetGoAsync(printer, ports, loan, done)
                .WaitAsync(CloseLimit, _context.Time, CancellationToken.None)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// Gives the port back when it is closed and no sooner: a share that opened it while a driver still holds our opening up would
    /// find it in use. Nobody waits for that longer than <see cref="CloseLimit"/>.
    /// </summary>
    private static async Task LetGoAsync(Printer printer, CountedPorts ports, IAsyncDisposable? loan, Action done)
    {
        try
        {
            await printer.DisposeAsync();
            await ports.UntilFreeAsync();
        }
        finally
        {
            if (loan is not null)
                await loan.DisposeAsync();
            done();
        }
    }

    /// <summary>Waits until it is known what is there, or the time is over.</summary>
    private async Task WatchAsync(Printer printer, CancellationToken stop)
    {
        using var time = new CancellationTokenSource(Limit, _context.Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop, time.Token);
        bool isThere = false;
        try
        {
            await printer.ConnectAsync().WaitAsync(limit.Token);
            await foreach (PrinterSnapshot now in printer.WatchAsync(limit.Token))
            {
                if (now.State == PrinterState.Error || now is { State: PrinterState.Offline, Trouble: not null })
                    return;
                if (now.State is PrinterState.Offline or PrinterState.Connecting)
                    continue;
                if (now.TemperaturesAt is not null)
                    return;
                if (!isThere)
                    time.CancelAfter(TemperatureLimit);
                isThere = true;
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Then it is as it is.
        }
    }

    private static ConnectionTestView Judge(Printer printer, ConnectionTest test)
    {
        PrinterSnapshot now = printer.Snapshot;
        var found = new ConnectionTestView { Url = test.Url.Trim() };
        if (now.Trouble is { } trouble)
            return found with { Text = trouble.Text, Trouble = LiveBuilder.TroubleOf(trouble) };
        if (now.State is PrinterState.Offline or PrinterState.Connecting)
        {
            string text =
                $"{found.Url} did not get so far within {Limit.TotalSeconds:0} seconds that anything can be said of it.";
            return found with { Text = text, Trouble = new("timeout", text) };
        }
        found = found with
        {
            Ok = now.State != PrinterState.Error,
            BaudRate = now.BaudRate,
            Firmware = LiveBuilder.FirmwareOf(now.Firmware),
            Temperatures = LiveBuilder.TemperaturesOf(now),
            WindowLines = now.Link?.Window.QueueLines ?? 0,
            TakesNumbers = now.Link?.TakesNumbers ?? false,
            Restarted = HasStarted(printer.Terminal),
        };
        return found with
        {
            Text = found.Ok
                ? ConnectionWords.Answers(found)
                : $"The firmware answers, and reports a fault: {now.Reason}",
        };
    }

    /// <summary>Marlin and its like say <c>start</c> when they boot, and never else.</summary>
    private static bool HasStarted(TerminalLog terminal)
    {
        var reader = new TerminalReader(terminal);
        while (reader.TryRead(out TerminalEntry entry))
            if (entry.Direction == TerminalDirection.Received && entry.Text.Trim((byte)' ').SequenceEqual("start"u8))
                return true;
        return false;
    }
}
