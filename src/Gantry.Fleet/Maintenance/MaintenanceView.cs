using Gantry.Storage;
using Gantry.Storage.Printers;

namespace Gantry.Fleet.Maintenance;

/// <summary>The maintenance of a printer as the API shows it.</summary>
/// <param name="Tasks">What is to be done again and again.</param>
/// <param name="Log">What was done, the latest first.</param>
public sealed record MaintenanceView(IReadOnlyList<MaintenanceTaskView> Tasks, Page<MaintenanceEntry> Log);
