using Gantry.Fleet.Cameras;
using Gantry.Fleet.People;
using Gantry.Fleet.Printers.Views;

namespace Gantry.Fleet.Printers;

/// <summary>Makes what the API shows of printers.</summary>
internal static class PrinterViews
{
    /// <summary>All of it, as somebody may see it.</summary>
    public static PrinterView Of(PrinterHost host, Caller caller, int upcoming)
    {
        PrinterConfig config = host.Config;
        LiveView live = host.Live;
        bool manages = caller.May(Right.PrintersManage, config.Id);
        return new PrinterView
        {
            Id = config.Id,
            Uid = config.Record.Uid,
            Name = config.Record.Name,
            Url = config.Record.Url,
            BaudRate = config.Document.BaudRate,
            Model = config.Record.Model,
            Location = config.Record.Location,
            Notes = config.Record.Notes,
            Tags = config.Record.Tags,
            Enabled = config.Record.IsEnabled,
            InMaintenance = config.Record.InMaintenance,
            Position = config.Record.Position,
            Node = config.Document.Node,
            Profile = config.Profile,
            Version = config.Record.Version,
            CreatedAt = config.Record.CreatedAt,
            ChangedAt = config.Record.ChangedAt,
            Live = live with { CanControl = MayControl(host, caller) },
            Plate = PlateOf(config),
            PrintedSeconds = config.Status.PrintedSeconds,
            Prints = config.Status.Prints,
            Materials = config.StatusDocument.Materials,
            MaintenanceDue = config.MaintenanceDue,
            Camera = config.Document.Camera.IsSet,
            CameraLook = config.Document.Camera.IsSet ? CameraLook.Of(config.Document.Camera) : null,
            CameraSettings = manages ? config.Document.Camera : null,
            Attention = host.Attention,
            Upcoming = upcoming,
        };
    }

    /// <summary>What events tell: nothing that not everybody may see.</summary>
    public static PrinterChange ChangeOf(PrinterHost host)
    {
        PrinterConfig config = host.Config;
        LiveView live = host.Live;
        return new PrinterChange
        {
            Id = config.Id,
            Version = config.Record.Version,
            Live = live,
            Plate = PlateOf(config),
            PrintedSeconds = config.Status.PrintedSeconds,
            Prints = config.Status.Prints,
            Materials = config.StatusDocument.Materials,
            MaintenanceDue = config.MaintenanceDue,
            Attention = host.Attention,
        };
    }

    /// <summary>Whether somebody may pause, resume and cancel what it does.</summary>
    public static bool MayControl(PrinterHost host, Caller caller) =>
        caller.May(Right.PrintersControl, host.Id)
        || (host.Print is { } print && caller.MayControl(print))
        || (host.Remote is { } remote && caller.MayControl(remote));

    private static PlateView PlateOf(PrinterConfig config) =>
        new(config.Status.Plate, config.Status.PlateAt, config.Status.PlatePrintId);
}
