using System.Threading.Channels;
using Gantry.Fleet.Errors;
using Gantry.Printing;
using Gantry.Printing.Control;
using Gantry.Storage.Cluster;

namespace Gantry.Fleet.Printers;

/// <summary>Asks the actor of a printer for something, as long as this node drives it, and waits for a bounded time.</summary>
internal sealed class PrinterAsks(Printer printer, IPrinterLease lease, TimeProvider time)
{
    /// <summary>An actor answers within a moment; one that does not shall hold up nobody who asks it.</summary>
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(20);

    /// <summary>Firmware that waits for a heater says nothing else for minutes; so long it may have been at something short.</summary>
    private static readonly TimeSpan HeatingPatience = TimeSpan.FromSeconds(2);

    /// <summary>Asks for something that the actor does at once.</summary>
    /// <exception cref="FleetException">It refuses, or does not answer.</exception>
    public async Task AskAsync(Func<Printer, Task> what, CancellationToken stop)
    {
        try
        {
            await AskAnyAsync(what, stop);
        }
        catch (TimeoutException e)
        {
            throw new FleetException(
                FleetError.PrinterRefused,
                "The printer did not confirm that in time; it may still do it. Look at its state before you try again.",
                e
            );
        }
    }

    /// <summary>Asks for something that the firmware must acknowledge, which it does not before it has done what came before.</summary>
    /// <returns>Null when it has; else why not yet, in words: it is sent and will be done, which is no refusal.</returns>
    /// <exception cref="FleetException">It refuses.</exception>
    public async Task<string?> DoAsync(Func<Printer, Task> what, CancellationToken stop)
    {
        string? note = null;
        await RefuseAsync(async () => note = await WaitAsync(what(printer), stop));
        return note;
    }

    /// <summary>Has commands sent; done when they are on their way.</summary>
    /// <exception cref="FleetException">
    /// It refuses, and none was sent; or it does not answer, and nobody knows: a <see cref="TimeoutException"/> is inside.
    /// </exception>
    public async Task<SentCommands> TakeAsync(IReadOnlyList<string> lines, CancellationToken stop)
    {
        SentCommands? sent = null;
        await AskAsync(async p => sent = await p.TakeAsync(lines), stop);
        return sent!;
    }

    /// <summary>Waits for the answers to commands that are on their way.</summary>
    /// <exception cref="FleetException">The connection was lost.</exception>
    public async Task<CommandsOutcome> FinishAsync(SentCommands sent, CancellationToken stop)
    {
        CommandsOutcome? outcome = null;
        await RefuseAsync(async () =>
        {
            string? note = await WaitAsync(sent.Done, stop);
            outcome = new CommandsOutcome(note is null ? await sent.Done : await sent.SoFarAsync(), note);
        });
        return outcome!;
    }

    private Task AskAnyAsync(Func<Printer, Task> what, CancellationToken stop) =>
        RefuseAsync(() => what(printer).WaitAsync(AnswerLimit, time, stop));

    /// <summary>Waits for an acknowledgement, for a short time only while the firmware is known to wait for a heater.</summary>
    private async Task<string?> WaitAsync(Task done, CancellationToken stop)
    {
        foreach (TimeSpan limit in (TimeSpan[])[HeatingPatience, AnswerLimit - HeatingPatience])
            try
            {
                await done.WaitAsync(limit, time, stop);
                return null;
            }
            catch (TimeoutException) when (printer.Snapshot.Link is { IsHeating: true })
            {
                return "It is sent. The printer waits for a heater and answers when that is warm; the terminal shows it.";
            }
            catch (TimeoutException)
            {
                // It may be at a long move, as homing.
            }
        return "It is sent. The printer is still at it, or at something before, and has not answered yet; the terminal shows when it does.";
    }

    private async Task RefuseAsync(Func<Task> ask)
    {
        if (!lease.IsHeld)
            throw new FleetException(FleetError.PrinterRefused, "Another node drives the printer now. Try again.");
        try
        {
            await ask();
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw new FleetException(FleetError.PrinterRefused, e.Message, e);
        }
    }

    /// <summary>The actor said no, or has ended.</summary>
    public static bool IsRefusal(Exception e) => e is PrinterRefusedException or ChannelClosedException;
}
