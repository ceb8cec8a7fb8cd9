using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Views;

namespace Gantry.Fleet.Matching;

/// <summary>What the matcher must know of a printer, out of what its host knows.</summary>
internal static class FactsOf
{
    public static PrinterFacts Printer(PrinterHost host)
    {
        LiveView live = host.Live;
        PrinterConfig config = host.Config;
        return Config(config) with
        {
            State = live.State,
            HasPrint = host.Print is not null || host.Remote?.PrintId is not null,
            IsHere = host.Epoch is not null,
            LastStartAt = host.Remote is null ? host.LastStartAt : StartOf(live),
            HeatsUp = live.State == LiveState.Heating || host.IsStarting,
        };
    }

    /// <summary>The same without what it does just now.</summary>
    public static PrinterFacts Config(PrinterConfig config) =>
        new()
        {
            Id = config.Id,
            Name = config.Record.Name,
            Model = config.Record.Model,
            Tags = config.Record.Tags,
            Profile = config.Profile,
            Materials = config.StatusDocument.Materials,
            Plate = config.Status.Plate,
            InMaintenance = config.Record.InMaintenance,
            PrintedSeconds = config.Status.PrintedSeconds,
            Position = config.Record.Position,
        };

    /// <summary>When the print of another node's printer began: all nodes hang on one fuse.</summary>
    private static DateTimeOffset? StartOf(LiveView live) =>
        live.Job is { } job ? live.At - TimeSpan.FromSeconds(job.ElapsedSeconds) : null;
}
