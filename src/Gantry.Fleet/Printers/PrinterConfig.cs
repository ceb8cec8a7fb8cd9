using Gantry.Fleet.Json;
using Gantry.Fleet.Printers.Profile;
using Gantry.Storage.Printers;

namespace Gantry.Fleet.Printers;

/// <summary>What the database says of a printer, with its documents understood. Immutable.</summary>
internal sealed record PrinterConfig(
    PrinterRecord Record,
    PrinterDocument Document,
    PrinterStatus Status,
    StatusDocument StatusDocument
)
{
    public long Id => Record.Id;

    public PrinterProfile Profile => Document.Profile;

    /// <summary>Maintenance tasks that are due.</summary>
    public int MaintenanceDue { get; init; }

    public static PrinterConfig Of(PrinterRecord record, PrinterStatus status) =>
        new(record, ReadDocument(record), status, ReadStatus(status));

    public static PrinterDocument ReadDocument(PrinterRecord record)
    {
        if (record.DocumentVersion > PrinterDocument.CurrentVersion)
            throw new NotSupportedException(
                $"The configuration of {record.Name} was written by a newer Gantry (form {record.DocumentVersion}, known is {PrinterDocument.CurrentVersion}). Update this program."
            );
        return FleetJson.Read<PrinterDocument>(record.Document);
    }

    public static StatusDocument ReadStatus(PrinterStatus status) => FleetJson.Read<StatusDocument>(status.Document);

    /// <summary>Whether another connection is needed to make it so.</summary>
    public bool NeedsNewSession(PrinterConfig before) =>
        Record.Url != before.Record.Url
        || Record.IsEnabled != before.Record.IsEnabled
        || Document.Node != before.Document.Node
        || Document.BaudRate != before.Document.BaudRate;

    /// <summary>Whether the actor must be told.</summary>
    public bool ChangesSetup(PrinterConfig before) =>
        Record.Name != before.Record.Name || Record.Document != before.Record.Document;
}
