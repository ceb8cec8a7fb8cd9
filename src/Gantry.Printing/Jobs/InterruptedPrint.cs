using Gantry.Firmware.Identity;

namespace Gantry.Printing.Jobs;

/// <summary>A print that cannot go on by itself, and the printer that it is on.</summary>
/// <param name="Job">The job.</param>
/// <param name="CommandsDone">The file's commands that the firmware took.</param>
/// <param name="Setup">The printer.</param>
/// <param name="Firmware">Its firmware.</param>
internal sealed record InterruptedPrint(PreparedJob Job, long CommandsDone, PrinterSetup Setup, FirmwareInfo Firmware);
