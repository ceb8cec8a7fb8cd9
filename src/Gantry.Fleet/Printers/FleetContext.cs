using Gantry.Fleet.Events;
using Gantry.Fleet.Housekeeping;
using Gantry.Fleet.People;
using Gantry.Printing.Journal;
using Gantry.Serial;
using Gantry.Serial.Inventory;
using Gantry.Storage;
using Gantry.Storage.History;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet.Printers;

/// <summary>What all printers of this node share.</summary>
internal sealed class FleetContext(FleetOptions options, JournalDisk disk)
{
    public FleetOptions Options { get; } = options;

    public GantryStorage Storage => Options.Storage;

    public IStore Store => Options.Storage.Store;

    public ISerialPortOpener Ports { get; } = new GuardedPorts(options.Ports);

    public TimeProvider Time => Options.Time;

    public ILoggerFactory Loggers => Options.Loggers;

    /// <summary>The name of this node.</summary>
    public string Node => Storage.Options.Node;

    /// <summary>Whether other nodes may work on the same database.</summary>
    public bool IsCluster => Storage.Options.Database.Kind == DatabaseKind.Postgres;

    public JournalDisk Disk { get; } = disk;

    /// <summary>The audit log of what is done also where it cannot be written.</summary>
    public LateAudit Audit { get; } =
        new(options.Storage.Store, options.Time, options.Loggers.CreateLogger<LateAudit>());

    /// <summary>What is left on the disks.</summary>
    public DiskSpace Space { get; } = new(options.Storage.Options);

    /// <summary>Where everybody is told; set when the hub is made.</summary>
    public FleetEvents Events { get; set; } = null!;

    /// <summary>The serial devices of this machine as they are now.</summary>
    public Func<IReadOnlyList<SerialDevice>> Devices { get; } = options.Devices ?? options.Inventory.List;

    /// <summary>Takes a device from its share while a connection to it is tested; null when there is nothing to take.</summary>
    public Func<PortAddress, CancellationToken, Task<IAsyncDisposable?>> BorrowPort { get; set; } =
        static (_, _) => Task.FromResult<IAsyncDisposable?>(null);

    /// <summary>Told when the queue should look whether something can start.</summary>
    public Action WakeQueue { get; set; } = static () => { };

    /// <summary>Told when a print has ended or cannot go on, to take a picture of it; does not wait for that.</summary>
    public Action<PrintRecord> Photograph { get; set; } = static _ => { };

    /// <summary>The folder of a printer's journals.</summary>
    public string JournalFolder(Guid printer) => Path.Combine(Storage.Options.JournalsDirectory, printer.ToString("N"));

    /// <summary>A random generator for one printer: the shared one may be a test's, which only one thread may use at a time.</summary>
    public Random NewRandom()
    {
        lock (Options.Random)
            return new Random(Options.Random.Next());
    }
}
