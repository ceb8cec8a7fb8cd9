using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Views;

namespace Gantry.Fleet.Matching;

/// <summary>What the matcher must know of a printer, out of what its host knows.</summary>
internal static class FactsOf
{
    public static PrinterFacts Printer(PrinterHost host)
    {
        PrinterConfig config = host.Config;
        LiveView live = host.Live;
        return new PrinterFacts
        {
            Id = config.Id,
            Name = config.Record.Name,
            Model = config.Record.Model,
            Tags = config.Record.Tags,
            Profile = config.Profile,
            Materials = config.StatusDocument.Materials,
            State = live.State,
            Plate = config.Status.Plate,
            HasPrint = host.Print is not null || host.Remote?.PrintId is not null,
            InMaintenance = config.Record.InMaintenance,
            IsHere = host.Epoch is not null,
            PrintedSeconds = config.Status.PrintedSeconds,
            Position = config.Record.Position,
            LastStartAt = host.Remote is null ? host.LastStartAt : StartOf(live),
            HeatsUp = live.State == LiveState.Heating || host.IsStarting,
        };
    }

    /// <summary>When the print of another node's printer began: all nodes hang on one fuse.</summary>
    private static DateTimeOffset? StartOf(LiveView live) =>
        live.Job is { } job ? live.At - TimeSpan.FromSeconds(job.ElapsedSeconds) : null;
}
