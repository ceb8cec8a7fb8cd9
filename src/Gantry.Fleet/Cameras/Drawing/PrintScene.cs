using System.Globalization;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Views;
using Gantry.Fleet.Prints;
using Gantry.Storage;
using Gantry.Storage.Files;
using Gantry.Storage.History;
using Gantry.Storage.Printers;

namespace Gantry.Fleet.Cameras.Drawing;

/// <summary>A drawing of a printer as it stands: its bed, what is printed on it so far, and how far it is.</summary>
/// <param name="context">The clock and the files.</param>
/// <param name="host">The printer; null for one that is not there yet.</param>
internal sealed class PrintScene(FleetContext context, PrinterHost? host)
{
    private const int Width = 640;
    private const int Height = 360;
    private const int Edge = 16;
    private const double SecondsAround = 90;
    private const double DefaultBedMm = 220;

    private static readonly Ink Paper = new(240, 244, 248);
    private static readonly Ink Soft = new(160, 172, 188);
    private static readonly Ink Dark = new(24, 30, 40);
    private static readonly Ink Darker = new(10, 13, 18);
    private static readonly Ink Track = new(60, 70, 86);
    private static readonly Ink Accent = new(255, 140, 48);

    private ContentHash? _known;
    private PrintPath _path = PrintPath.Empty;

    /// <summary>Draws it as it is now.</summary>
    public async Task<Canvas> DrawAsync(CancellationToken stop)
    {
        LiveView? live = host?.Live;
        PrintRecord? print = await FindPrintAsync(stop);
        await LoadAsync(print?.ContentHash, stop);
        long done =
            live?.Job is { } job ? job.CommandsDone
            : print is { EndedAt: not null } ? DoneOf(print)
            : 0;
        var canvas = new Canvas(Width, Height);
        canvas.Fill(Dark, Darker);
        DrawPlate(canvas, _path.CountAt(done), isWorking: live?.Job is not null);
        DrawWords(canvas, live, print);
        return canvas;
    }

    private static long DoneOf(PrintRecord print) =>
        print.State == PrintState.Finished ? long.MaxValue : PrintBook.Read(print).CommandsDone;

    /// <summary>What is printed, or else what was and still lies there.</summary>
    private async Task<PrintRecord?> FindPrintAsync(CancellationToken stop)
    {
        if (host?.Print is { } running)
            return running;
        return host?.Config.Status is { Plate: PlateState.Occupied, PlatePrintId: { } lies }
            ? await context.Store.ReadAsync(s => s.Prints.FindAsync(lies, stop), stop)
            : null;
    }

    private async Task LoadAsync(ContentHash? wanted, CancellationToken stop)
    {
        if (wanted == _known)
            return;
        _known = wanted;
        _path = PrintPath.Empty;
        if (wanted is not { } hash)
            return;
        try
        {
            using LocalFile file = await context.Storage.Files.OpenLocalAsync(hash, stop);
            _path = await PrintPath.ReadAsync(file.FilePath, stop);
        }
        catch (Exception e) when (e is StorageException or IOException or GCode.GCodeException)
        {
            // An empty bed is drawn, then.
        }
    }

    private void DrawPlate(Canvas canvas, int count, bool isWorking)
    {
        double width = host?.Config.Profile.WidthMm is > 0 and var w ? w : DefaultBedMm;
        double depth = host?.Config.Profile.DepthMm is > 0 and var d ? d : DefaultBedMm;
        double turn =
            context.Time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0 % SecondsAround / SecondsAround * Math.Tau;
        var plate = new PlateDrawing(canvas, width, depth, _path, turn);
        plate.DrawBed(width, depth);
        string colour = host?.Config.StatusDocument.Materials is [var first, ..] ? first.Colour : "";
        plate.DrawPrint(_path, count, Ink.Parse(colour) ?? Accent);
        if (isWorking && count > 0)
            plate.DrawNozzle(_path.Lines[count - 1]);
    }

    private void DrawWords(Canvas canvas, LiveView? live, PrintRecord? print)
    {
        canvas.Text(Edge, Edge, 3, Cut(host?.Config.Record.Name ?? "Test picture", 20), Paper);
        canvas.Text(Edge, Edge + 30, 2, live?.State.ToString() ?? "No printer yet", Soft);
        string time = context.Time.GetUtcNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";
        canvas.Text(Width - Edge - 12 * time.Length, Edge, 2, time, Soft);
        if (live is not null)
            canvas.Text(Width - Edge - 132, Edge + 22, 2, Temperatures(live), Soft);
        canvas.Text(Edge, Height - 60, 2, Cut(print?.FileName ?? "", 34), Paper);
        if (live?.Job is not { } job)
            return;
        string far = string.Create(CultureInfo.InvariantCulture, $"{job.Progress:P1}");
        if (job.Layer is { } layer)
            far = string.Create(CultureInfo.InvariantCulture, $"Layer {layer}/{job.Layers}   {job.Progress:P1}");
        canvas.Text(Width - Edge - 12 * far.Length, Height - 60, 2, far, Paper);
        canvas.Rectangle(Edge, Height - 34, Width - 2 * Edge, 12, Track);
        canvas.Rectangle(Edge, Height - 34, (int)((Width - 2 * Edge) * job.Progress), 12, Accent);
    }

    private static string Temperatures(LiveView live) =>
        string.Join(
            ' ',
            live.Temperatures.Take(2)
                .Select(t =>
                    string.Create(CultureInfo.InvariantCulture, $"{(t.Heater == "bed" ? "B" : "T")}{t.Actual:0}°")
                        .PadLeft(5)
                )
        );

    private static string Cut(string text, int most) => text.Length > most ? text[..(most - 2)] + ".." : text;
}
