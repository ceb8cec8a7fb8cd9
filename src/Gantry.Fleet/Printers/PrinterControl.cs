using System.Text;
using Gantry.Firmware.Temperatures;
using Gantry.Fleet.Errors;
using Gantry.Fleet.Json;
using Gantry.Fleet.People;
using Gantry.Printing;
using Gantry.Printing.Control;
using Gantry.Printing.Jobs;
using Gantry.Printing.Scripts;

namespace Gantry.Fleet.Printers;

/// <summary>Moving, heating and talking to printers by hand. What the machine cannot bear is refused.</summary>
public sealed class PrinterControl
{
    /// <summary>The most commands in one call.</summary>
    private const int MostCommands = 200;

    private readonly FleetContext _context;
    private readonly PrinterService _printers;

    internal PrinterControl(FleetContext context, PrinterService printers) =>
        (_context, _printers) = (context, printers);

    /// <summary>Sets a target, °C.</summary>
    /// <returns>Null when the firmware has acknowledged it; else why not yet. So do all that follow.</returns>
    /// <exception cref="FleetException">The caller may not, or the printer cannot.</exception>
    public async Task<string?> SetTemperatureAsync(
        Caller caller,
        long id,
        string heater,
        double target,
        CancellationToken stop
    )
    {
        PrinterHost host = await TakeAsync(caller, id, Right.PrintersControl, stop);
        HeaterId which = HeaterOf(heater);
        CheckTarget(host.Config, which, target);
        return await host.Asks.DoAsync(p => p.SetTemperatureAsync(which, target), stop);
    }

    /// <summary>Moves the head and filament, mm.</summary>
    /// <exception cref="FleetException">The caller may not, or the printer cannot.</exception>
    public async Task<string?> JogAsync(Caller caller, long id, JogMove move, double? e, CancellationToken stop)
    {
        PrinterHost host = await TakeAsync(caller, id, Right.PrintersControl, stop);
        string? note = null;
        if (move is not { X: null, Y: null, Z: null })
            note = await host.Asks.DoAsync(p => p.JogAsync(move), stop);
        if (e is { } mm)
            note = await host.Asks.DoAsync(p => p.ExtrudeAsync(mm, host.Config.Profile.Feedrates.E), stop);
        return note;
    }

    /// <summary>Homes axes.</summary>
    /// <exception cref="FleetException">The caller may not, or the printer cannot.</exception>
    public Task<string?> HomeAsync(Caller caller, long id, AxisSet axes, CancellationToken stop) =>
        DoAsync(caller, id, p => p.HomeAsync(axes), stop);

    /// <summary>Sets the fan, %.</summary>
    /// <exception cref="FleetException">The caller may not, or the printer cannot.</exception>
    public Task<string?> SetFanAsync(Caller caller, long id, double percent, CancellationToken stop) =>
        DoAsync(caller, id, p => p.SetFanAsync(0, percent), stop);

    /// <summary>Sets speed and flow, %; null leaves one as it is.</summary>
    /// <exception cref="FleetException">The caller may not, or the printer cannot.</exception>
    public Task<string?> SetFactorsAsync(Caller caller, long id, double? feed, double? flow, CancellationToken stop) =>
        DoAsync(caller, id, p => p.SetFactorsAsync(feed, flow), stop);

    /// <summary>Moves filament, mm; less than nothing pulls it back.</summary>
    /// <exception cref="FleetException">The caller may not, or the printer cannot.</exception>
    public async Task<string?> ExtrudeAsync(Caller caller, long id, double mm, double? feedrate, CancellationToken stop)
    {
        PrinterHost host = await TakeAsync(caller, id, Right.PrintersControl, stop);
        return await host.Asks.DoAsync(p => p.ExtrudeAsync(mm, feedrate ?? host.Config.Profile.Feedrates.E), stop);
    }

    /// <summary>Switches the motors off.</summary>
    /// <exception cref="FleetException">The caller may not, or the printer cannot.</exception>
    public Task<string?> SwitchMotorsOffAsync(Caller caller, long id, CancellationToken stop) =>
        DoAsync(caller, id, p => p.SwitchMotorsOffAsync(), stop);

    /// <summary>Runs a script of the profile.</summary>
    /// <exception cref="FleetException">The caller may not, there is none, or the printer cannot.</exception>
    public async Task<string?> RunScriptAsync(Caller caller, long id, string name, CancellationToken stop)
    {
        PrinterHost host = await TakeAsync(caller, id, Right.PrintersControl, stop);
        if (!host.Config.Profile.Scripts.TryGetValue(name, out string? text))
            throw FleetException.NotFound($"script '{name}' of this printer");
        await RecordAsync(caller, host, "printer.script", name, stop);
        return await host.Asks.DoAsync(p => p.RunScriptAsync(GCodeScript.Parse(text)), stop);
    }

    /// <summary>Answers the question that the printer asks. Who owns the print may.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="id">Which printer.</param>
    /// <param name="prompt">Which question; an answer to an earlier one is refused.</param>
    /// <param name="choice">The button, counted from 0.</param>
    /// <param name="stop">Ends the call.</param>
    /// <exception cref="FleetException">The caller may not, or the printer cannot.</exception>
    public async Task AnswerAsync(Caller caller, long id, int prompt, int choice, CancellationToken stop)
    {
        PrinterHost host = await _printers.HostAsync(id, stop);
        caller.Demand(PrinterViews.MayControl(host, caller), "It is somebody else's print.");
        await host.AskAsync(p => p.AnswerPromptAsync(prompt, choice), stop);
    }

    /// <summary>Sends commands as somebody typed them, and waits for the answers for a bounded time.</summary>
    /// <exception cref="FleetException">The caller may not, or the printer cannot.</exception>
    public async Task<CommandsOutcome> SendAsync(
        Caller caller,
        long id,
        IReadOnlyList<string> lines,
        CancellationToken stop
    )
    {
        PrinterHost host = await TakeAsync(caller, id, Right.TerminalUse, stop);
        if (lines.Count is 0 or > MostCommands)
            throw FleetException.Invalid("lines", $"Expected 1 to {MostCommands} commands, not {lines.Count}.");
        // The note comes before anything is sent: what was sent cannot be taken back, and must not be sent twice.
        await RecordAsync(caller, host, "printer.send", string.Join(" | ", lines.Take(10)), stop, notes: true);
        SentCommands sent;
        try
        {
            sent = await host.Asks.TakeAsync(lines, stop);
        }
        catch (FleetException e) when (e.InnerException is not TimeoutException)
        {
            // It refused, so nothing was sent, and the call may come again with its key.
            await _context.Store.WriteAsync(s => s.NoteAsync(caller, null, stop), stop);
            throw;
        }
        return await host.Asks.FinishAsync(sent, stop);
    }

    /// <summary>What is sent and received; null when this node does not drive the printer.</summary>
    /// <exception cref="FleetException">The caller may not, or there is none.</exception>
    public async Task<PrinterTerminal?> TerminalAsync(Caller caller, long id, CancellationToken stop) =>
        (await TakeAsync(caller, id, Right.TerminalUse, stop)).Printer is { } printer
            ? new PrinterTerminal(printer.Terminal, printer.StartedAt)
            : null;

    /// <summary>The heater of a name of the API.</summary>
    internal static HeaterId HeaterOf(string heater)
    {
        if (heater == "bed")
            return HeaterId.Bed;
        if (heater == "chamber")
            return HeaterId.Chamber;
        if (
            heater.StartsWith("tool", StringComparison.Ordinal)
            && int.TryParse(heater.AsSpan(4), out int tool)
            && tool is >= 0 and < HeaterId.MostHotends
        )
            return HeaterId.Hotend(tool);
        return HeaterId.TryParse(Encoding.ASCII.GetBytes(heater), out HeaterId other)
            ? other
            : throw FleetException.Invalid("heater", $"There is no heater '{heater}'. Expected tool0, bed or chamber.");
    }

    /// <summary>The limits of the profile also hold where the firmware would take more.</summary>
    private static void CheckTarget(PrinterConfig config, HeaterId heater, double target)
    {
        double most = heater.Kind switch
        {
            HeaterKind.Hotend when heater.Index < config.Profile.Hotends.Count => config
                .Profile
                .Hotends[heater.Index]
                .MaxC,
            HeaterKind.Bed when config.Profile.HeatedBed => config.Profile.MaxBedC,
            HeaterKind.Chamber when config.Profile.HeatedChamber => config.Profile.MaxChamberC,
            _ => throw FleetException.Invalid("heater", "The printer has no such heater, by its profile."),
        };
        if (!(target >= 0 && target <= most))
            throw FleetException.Invalid(
                "target",
                $"Expected 0 to {most:0} °C, which is the limit of this printer's profile."
            );
    }

    private async Task<string?> DoAsync(Caller caller, long id, Func<Printer, Task> what, CancellationToken stop) =>
        await (await TakeAsync(caller, id, Right.PrintersControl, stop)).Asks.DoAsync(what, stop);

    private async Task<PrinterHost> TakeAsync(Caller caller, long id, Right right, CancellationToken stop)
    {
        caller.Demand(right, id);
        return await _printers.HostAsync(id, stop);
    }

    private Task RecordAsync(
        Caller caller,
        PrinterHost host,
        string action,
        string what,
        CancellationToken stop,
        bool notes = false
    ) =>
        _context.Store.WriteAsync(
            async s =>
            {
                if (notes)
                    await s.NoteAsync(caller, host.Id, stop);
                string detail = FleetJson.Write(what.Length > 500 ? what[..500] : what);
                s.Audit.Append(
                    caller.Audit(action, "printer", host.Id, host.Config.Record.Name, $$"""{"what":{{detail}}}""")
                );
            },
            stop
        );
}
