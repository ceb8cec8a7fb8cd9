using System.Text.Json;
using Gantry.Fleet.Printers;
using Gantry.Server.Http;
using Gantry.Server.Json;
using Gantry.Server.Live;
using Gantry.Server.Security;
using Microsoft.Extensions.Hosting;

namespace Gantry.Server.Endpoints.Printers;

/// <summary>What printers and their hosts say to each other, as a list and as it is said.</summary>
internal static class TerminalEndpoints
{
    /// <summary>Lines of an answer, and of an event, at the most.</summary>
    private const int MostLines = 1000;

    /// <summary>How often new lines are looked for: as often as an eye can follow.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>Looks from one beat to the next: ten seconds.</summary>
    private const int LooksOfABeat = 40;

    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/printers/{id:long}/terminal").WithTags("control").ForOwner();
        group.MapGet("", List);
        group.MapGet("/events", Stream).Produces<string>(StatusCodes.Status200OK, "text/event-stream");
    }

    private static async Task<TerminalBody> List(
        long id,
        HttpContext http,
        PrinterService printers,
        long? after,
        int limit = 500,
        string? filter = null
    )
    {
        PrinterTerminal? terminal = await printers.Control.TerminalAsync(http.Caller(), id, http.RequestAborted);
        if (terminal is null)
            return TerminalBody.Nothing;
        limit = Math.Clamp(limit, 1, MostLines);
        // Who names no line wants to see what was said last, not what was said first.
        long from = after ?? Math.Max(0, terminal.Log.LastSequence - limit);
        return new TerminalPages(terminal, from, filter).Read(limit);
    }

    private static async Task Stream(
        long id,
        HttpContext http,
        PrinterService printers,
        CallerFinder callers,
        IHostApplicationLifetime lifetime,
        TimeProvider time
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted,
            lifetime.ApplicationStopping
        );
        TerminalPages? pages = await OpenAsync(id, http, printers, null);
        var writer = new SseWriter(http, stop.Token);
        await writer.FlushAsync();
        var right = new LastingRight(callers, http, time);
        using var looks = new PeriodicTimer(Look, time);
        try
        {
            for (int look = 1; await looks.WaitForNextTickAsync(stop.Token); look++)
            {
                await SendAsync(writer, pages);
                if (look % LooksOfABeat != 0)
                    continue;
                if (!await right.HoldsAsync())
                    return;
                writer.Write("beat", "{}"u8, null);
                await writer.FlushAsync();
                pages = await OpenAsync(id, http, printers, pages);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The listener went, or the server ends.
        }
    }

    /// <summary>The terminal as it is now: another one when the printer was set up anew. It starts with what is said from now on.</summary>
    private static async Task<TerminalPages?> OpenAsync(
        long id,
        HttpContext http,
        PrinterService printers,
        TerminalPages? open
    )
    {
        PrinterTerminal? terminal = await printers.Control.TerminalAsync(http.Caller(), id, http.RequestAborted);
        if (terminal is null)
            return null;
        if (open is null)
            return new TerminalPages(terminal, terminal.Log.LastSequence);
        return ReferenceEquals(open.Log, terminal.Log) ? open : new TerminalPages(terminal, 0);
    }

    private static async Task SendAsync(SseWriter writer, TerminalPages? pages)
    {
        if (pages?.Read(MostLines) is not { Items.Count: > 0 } page)
            return;
        writer.Write("lines", JsonSerializer.SerializeToUtf8Bytes(page, ServerJson.Default.TerminalBody), null);
        await writer.FlushAsync();
    }
}
