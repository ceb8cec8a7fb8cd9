using System.Net;
using System.Net.Sockets;
using Gantry.Fleet.Errors;
using Gantry.Fleet.People;
using Gantry.Fleet.Printers;
using Gantry.Serial;
using Gantry.Sharing;
using Gantry.Sharing.Book;
using Gantry.Sharing.Devices;

namespace Gantry.Fleet.Ports;

/// <summary>The serial ports of this machine: which there are, their shares, and what people may do to them.</summary>
public sealed class PortService
{
    private readonly FleetContext _context;
    private readonly PortHub _hub;

    internal PortService(FleetContext context, PortHub hub)
    {
        (_context, _hub) = (context, hub);
        Logs = new PortLogs(hub);
    }

    /// <summary>What passed through shares, where that is logged.</summary>
    public PortLogs Logs { get; }

    /// <summary>Why ports are not shared although they should be; null when all is well.</summary>
    public string? Trouble => _hub.Trouble;

    /// <summary>Where shares listen; null where ports are not shared.</summary>
    public IPAddress? Address => _hub.Manager is null ? null : _hub.Address;

    /// <summary>
    /// All devices: those of the book first, there or not, and then those that are there and not in the book. A key for certain
    /// printers sees those that these use.
    /// </summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    public IReadOnlyList<PortView> List(Caller caller)
    {
        caller.Demand(Right.PortsRead);
        IReadOnlyList<PortView> known = _hub.List();
        if (caller.PrinterIds is not null)
            return [.. known.Where(p => caller.MayUsePort(p.Share?.Printer?.Id))];
        HashSet<string> paths = [.. known.Select(p => p.Device)];
        IEnumerable<PortView> others = _context
            .Options.Inventory.List()
            .Where(d => !paths.Contains(d.Path))
            .Select(PortViews.Of);
        return [.. known, .. others];
    }

    /// <summary>
    /// Devices that are plugged in and have a number: what the network is told of them anyway, so that everybody may know it.
    /// </summary>
    public IReadOnlyList<PortView> Shared() => [.. _hub.List().Where(p => p.Present)];

    /// <summary>One device of the book.</summary>
    /// <exception cref="FleetException">The caller may not, or there is none.</exception>
    public PortView Get(Caller caller, int number) => ViewFor(caller, Right.PortsRead, number);

    /// <summary>Starts a share that was stopped.</summary>
    /// <exception cref="FleetException">The caller may not, or there is none.</exception>
    public Task<PortView> StartAsync(Caller caller, int number, CancellationToken cancellationToken) =>
        SwitchAsync(caller, number, true, cancellationToken);

    /// <summary>Stops a share until it is started again, or Gantry is.</summary>
    /// <exception cref="FleetException">The caller may not, or there is none.</exception>
    public Task<PortView> StopAsync(Caller caller, int number, CancellationToken cancellationToken) =>
        SwitchAsync(caller, number, false, cancellationToken);

    /// <summary>Resets the board behind a share by its DTR and RTS.</summary>
    /// <exception cref="FleetException">The caller may not, there is none, or a printer or nobody has the device.</exception>
    public async Task<PortView> ResetAsync(Caller caller, int number, CancellationToken cancellationToken)
    {
        PortView port = ViewFor(caller, Right.PortsManage, number);
        if (port.Share?.Printer is { } printer)
            throw new FleetException(
                FleetError.Conflict,
                $"The printer {printer.Name} uses {port.Name}: a reset would end its print."
            );
        Share share = _hub.Find(number) ?? throw NotShared(port);
        try
        {
            await share.ResetDeviceAsync().WaitAsync(cancellationToken);
        }
        catch (Exception e) when (e is ShareException or SerialPortException)
        {
            throw new FleetException(FleetError.Conflict, $"{port.Name} could not be reset: {e.Message}", e);
        }
        await AuditAsync(caller, "port.reset", port, cancellationToken);
        return View(number);
    }

    /// <summary>Changes what the book says of a device; its share follows at once.</summary>
    /// <exception cref="FleetException">The caller may not, there is none, or the change is refused.</exception>
    public async Task<PortView> ChangeAsync(
        Caller caller,
        int number,
        PortEdit edit,
        CancellationToken cancellationToken
    )
    {
        PortView port = ViewFor(caller, Right.PortsManage, number);
        if (port.Share?.Printer is { } printer && edit.Number is { } other && other != number)
            throw new FleetException(
                FleetError.Conflict,
                $"The printer {printer.Name} uses {port.Name}. Change its address first, or switch it off."
            );
        await UpdateAsync(book => edit.Apply(book, number), cancellationToken);
        int after = edit.Number ?? number;
        PortView changed = await UntilAsync(after, p => IsDone(p, edit), cancellationToken) ?? View(after);
        await AuditAsync(caller, "port.change", changed, cancellationToken);
        return changed;
    }

    /// <summary>Gives a number free; a device that is there gets one as a new one.</summary>
    /// <exception cref="FleetException">The caller may not, there is none, or a printer uses it.</exception>
    public async Task ForgetAsync(Caller caller, int number, CancellationToken cancellationToken)
    {
        PortView port = ViewFor(caller, Right.PortsManage, number);
        if (port.Share?.Printer is { } printer)
            throw new FleetException(FleetError.Conflict, $"The printer {printer.Name} uses {port.Name}.");
        await UpdateAsync(book => book.Forget(number), cancellationToken);
        await AuditAsync(caller, "port.forget", port, cancellationToken);
    }

    /// <summary>Connects to a share on behalf of somebody, as any other client of it.</summary>
    /// <param name="caller">Who: watching needs the right to see ports, anything else the right to manage them.</param>
    /// <param name="number">Which.</param>
    /// <param name="watch">Whether only to watch; nothing that is sent reaches the device then.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="FleetException">The caller may not, there is none, or it is not shared.</exception>
    public async Task<PortConnection> ConnectAsync(
        Caller caller,
        int number,
        bool watch,
        CancellationToken cancellationToken
    )
    {
        PortView port = ViewFor(caller, watch ? Right.PortsRead : Right.PortsManage, number);
        IPEndPoint address = (_hub.Find(number) ?? throw NotShared(port)).Snapshot.Address;
        IPAddress here =
            address.Address.Equals(IPAddress.IPv6Any) || address.Address.Equals(IPAddress.Any)
                ? IPAddress.Loopback
                : address.Address;
        var socket = new Socket(here.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // Known by its address before the share sees it.
            socket.Bind(new IPEndPoint(here, 0));
            _hub.Clients.Add((IPEndPoint)socket.LocalEndPoint!, caller);
            await socket.ConnectAsync(new IPEndPoint(here, address.Port), cancellationToken);
            var connection = new PortConnection(socket, _hub.Clients);
            if (watch)
                await connection.Stream.WriteAsync("?mode=watch\n"u8.ToArray(), cancellationToken);
            return connection;
        }
        catch (Exception e)
        {
            if (socket.LocalEndPoint is IPEndPoint bound)
                _hub.Clients.Remove(bound);
            socket.Dispose();
            if (e is SocketException)
                throw new FleetException(FleetError.Conflict, $"{port.Name} cannot be connected to: {e.Message}", e);
            throw;
        }
    }

    private async Task<PortView> SwitchAsync(Caller caller, int number, bool on, CancellationToken cancellationToken)
    {
        PortView port = ViewFor(caller, Right.PortsManage, number);
        DeviceManager manager = _hub.Manager ?? throw NotShared(port);
        await (on ? manager.StartShareAsync(number) : manager.StopShareAsync(number)).WaitAsync(cancellationToken);
        await AuditAsync(caller, on ? "port.start" : "port.stop", port, cancellationToken);
        return View(number);
    }

    private async Task UpdateAsync(Func<PortBook, PortBook> change, CancellationToken cancellationToken)
    {
        try
        {
            await new PortBookFile(_hub.BookPath, _context.Time, importFrom: null).UpdateAsync(
                change,
                cancellationToken
            );
        }
        catch (PortBookException e)
        {
            throw new FleetException(FleetError.Conflict, e.Message, e);
        }
        _hub.Manager?.BookChanged();
    }

    /// <summary>The port as soon as the change has reached it; null when that takes long.</summary>
    private async Task<PortView?> UntilAsync(int number, Func<PortView, bool> isDone, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(TimeSpan.FromSeconds(5));
        try
        {
            while (_hub.Manager is { } manager)
            {
                DevicesSnapshot snapshot = manager.Snapshot;
                if (_hub.View(number) is { } view && isDone(view))
                    return view;
                await manager.WaitForChangeAsync(snapshot, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // The book is written; the share follows when it can.
        }
        return null;
    }

    private static bool IsDone(PortView port, PortEdit edit) =>
        (edit.Label is null || port.Label == edit.Label.Trim())
        && (edit.Pin is null || port.Pin == edit.Pin)
        && (edit.Disabled is null || port.Disabled == edit.Disabled)
        && (
            edit.Behaviour is null
            || edit.Behaviour == new PortBehaviour(port.DtrRts, port.ResetOnConnect, port.Bootloader)
        );

    private PortView ViewFor(Caller caller, Right right, int number)
    {
        caller.Demand(right);
        PortView port = View(number);
        caller.DemandPort(right, port.Share?.Printer?.Id);
        return port;
    }

    private PortView View(int number) =>
        _hub.View(number)
        ?? throw (
            _hub.Manager is null
                ? new FleetException(
                    FleetError.Conflict,
                    $"Serial ports are not shared here. {_hub.Trouble ?? "Switch sharing on in the settings."}"
                )
                : FleetException.NotFound($"port {number}")
        );

    private static FleetException NotShared(PortView port) =>
        new(FleetError.Conflict, $"{port.Name} is not shared now. {port.Share?.Error}".TrimEnd());

    private Task AuditAsync(Caller caller, string action, PortView port, CancellationToken cancellationToken) =>
        _context.Store.WriteAsync(
            s =>
            {
                s.Audit.Append(caller.Audit(action, "port", port.Number, port.Name));
                return Task.CompletedTask;
            },
            cancellationToken
        );
}
