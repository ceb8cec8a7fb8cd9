using Gantry.Fleet.Errors;
using Gantry.Fleet.People;
using Gantry.Fleet.Printers.Views;
using Gantry.Fleet.Prints;
using Gantry.Printing;
using Gantry.Storage.Audit;
using Gantry.Storage.Printers;

namespace Gantry.Fleet.Printers;

/// <summary>What can be done with a printer as a whole: connect, pause, cancel, clear its plate and the like.</summary>
public sealed class PrinterActions
{
    private readonly FleetContext _context;
    private readonly PrinterService _printers;

    internal PrinterActions(FleetContext context, PrinterService printers) =>
        (_context, _printers) = (context, printers);

    /// <summary>Does it; done when the printer has taken it, which for a pause or a cancel is before it has ended.</summary>
    /// <exception cref="FleetException">The caller may not, there is no such printer, or it cannot now.</exception>
    public async Task<PrinterView> DoAsync(
        Caller caller,
        long id,
        PrinterAction action,
        ActionDetails? details,
        CancellationToken cancellationToken
    )
    {
        PrinterHost host = await _printers.HostAsync(id, cancellationToken);
        Demand(caller, host, action);
        switch (action)
        {
            case PrinterAction.ClearPlate:
                await ClearPlateAsync(caller, host, details ?? new ActionDetails(), cancellationToken);
                break;
            case PrinterAction.EnterMaintenance or PrinterAction.LeaveMaintenance:
                await SetMaintenanceAsync(caller, host, action, cancellationToken);
                break;
            case PrinterAction.ResumeInterrupted:
                await RecordAsync(caller, host, action, cancellationToken);
                await host.ResumeInterruptedAsync(details?.Layer, cancellationToken);
                break;
            case PrinterAction.Pause
            or PrinterAction.Resume
            or PrinterAction.Cancel
            or PrinterAction.GiveUp
            or PrinterAction.EmergencyStop
            or PrinterAction.HeatersOff:
                // A printer that is hot does not wait for the books.
                Task done = host.AskAsync(p => AskAsync(p, action), cancellationToken);
                await _context.Audit.RecordAsync(EntryOf(caller, host, action));
                await done;
                break;
            default:
                await RecordAsync(caller, host, action, cancellationToken);
                if (action == PrinterAction.Connect)
                    await Task.Run(host.Follower.TakeAnother, cancellationToken);
                await host.AskAsync(p => AskAsync(p, action), cancellationToken);
                break;
        }
        return await _printers.GetAsync(caller, id, cancellationToken);
    }

    private static Task AskAsync(Printer printer, PrinterAction action) =>
        action switch
        {
            PrinterAction.Connect => printer.ConnectAsync(),
            PrinterAction.Disconnect => printer.DisconnectAsync(),
            PrinterAction.Pause => printer.PauseAsync(),
            PrinterAction.Resume => printer.ResumeAsync(),
            PrinterAction.Cancel or PrinterAction.GiveUp => printer.CancelAsync(),
            PrinterAction.EmergencyStop => printer.StopInEmergencyAsync(),
            PrinterAction.HeatersOff => printer.SwitchHeatersOffAsync(),
            PrinterAction.RestartFirmware => printer.ResetAsync(),
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action of the actor."),
        };

    /// <summary>Who owns the print may pause, go on and cancel it, and clear the plate of it; all else needs the right to the printer.</summary>
    private static void Demand(Caller caller, PrinterHost host, PrinterAction action)
    {
        bool isOfPrint =
            action
            is PrinterAction.Pause
                or PrinterAction.Resume
                or PrinterAction.Cancel
                or PrinterAction.GiveUp
                or PrinterAction.ResumeInterrupted;
        caller.Demand(
            isOfPrint ? PrinterViews.MayControl(host, caller) : caller.May(Right.PrintersControl, host.Id),
            isOfPrint ? "It is somebody else's print." : "It needs the right 'printers.control'."
        );
    }

    private Task RecordAsync(Caller caller, PrinterHost host, PrinterAction action, CancellationToken stop) =>
        _context.Store.WriteAsync(
            s =>
            {
                s.Audit.Append(EntryOf(caller, host, action));
                return Task.CompletedTask;
            },
            stop
        );

    private static AuditEntry EntryOf(Caller caller, PrinterHost host, PrinterAction action)
    {
        string word = action.ToString();
        return caller.Audit(
            "printer." + char.ToLowerInvariant(word[0]) + word[1..],
            "printer",
            host.Id,
            host.Config.Record.Name
        );
    }

    private async Task ClearPlateAsync(Caller caller, PrinterHost host, ActionDetails details, CancellationToken stop)
    {
        // Whoever comes second finds what the first has written, and has nothing more to do.
        await Conflicts.OvercomeAsync(() => WritePlateAsync(caller, host, details, stop));
        if (host.Printer?.Snapshot.State == PrinterState.Finished)
            await host.AskAsync(p => p.ClearPlateAsync(), stop);
        await _printers.ReloadAsync(host.Id, stop);
        _context.WakeQueue();
    }

    private Task WritePlateAsync(Caller caller, PrinterHost host, ActionDetails details, CancellationToken stop) =>
        _context.Store.WriteAsync(
            async s =>
            {
                if (await s.Prints.FindActiveAsync(host.Id, stop) is not null)
                    throw new FleetException(
                        FleetError.PrinterRefused,
                        $"{host.Config.Record.Name} prints: its plate cannot be clear."
                    );
                await PlateBook.ClearAsync(s, caller, host.Id, details, stop);
                s.Audit.Append(caller.Audit("printer.clearPlate", "printer", host.Id, host.Config.Record.Name));
            },
            stop
        );

    private async Task SetMaintenanceAsync(
        Caller caller,
        PrinterHost host,
        PrinterAction action,
        CancellationToken stop
    )
    {
        bool on = action == PrinterAction.EnterMaintenance;
        await _context.Store.WriteAsync(
            async s =>
            {
                PrinterRecord record =
                    await s.Printers.FindAsync(host.Id, stop) ?? throw FleetException.NotFound($"printer {host.Id}");
                if (on && await s.Prints.FindActiveAsync(host.Id, stop) is not null)
                    throw new FleetException(
                        FleetError.PrinterRefused,
                        $"{record.Name} prints. Wait for the end of the print, or cancel it."
                    );
                if (record.InMaintenance != on)
                    await s.Printers.UpdateAsync(record with { InMaintenance = on }, stop);
                s.Audit.Append(
                    caller.Audit(
                        on ? "printer.enterMaintenance" : "printer.leaveMaintenance",
                        "printer",
                        record.Id,
                        record.Name
                    )
                );
                s.Tell(FleetTopic.Printer, host.Id);
            },
            stop
        );
        await _printers.ReloadAsync(host.Id, stop);
        if (host.Printer is { } printer)
            await host.AskAsync(p => SwitchAsync(p, on), stop);
    }

    private static async Task SwitchAsync(Printer printer, bool on)
    {
        bool isOn = printer.Snapshot.State == PrinterState.Maintenance;
        if (on == isOn)
            return;
        if (on)
            await printer.EnterMaintenanceAsync();
        else
        {
            await printer.LeaveMaintenanceAsync();
            await printer.ConnectAsync();
        }
    }
}
