using Gantry.Fleet.Printers.Views;
using Gantry.Storage.Printers;

namespace Gantry.Fleet.Matching;

/// <summary>What keeps a printer from starting anything now.</summary>
internal static class StateReasons
{
    public static IReadOnlyList<WaitReason> Of(PrinterFacts printer)
    {
        var reasons = new List<WaitReason>();
        if (printer.State == LiveState.Disabled)
            reasons.Add(new(WaitCode.Disabled, "It is switched off in gantry."));
        else if (printer.InMaintenance || printer.State == LiveState.Maintenance)
            reasons.Add(new(WaitCode.Maintenance, "Somebody works on it."));
        else if (printer.State == LiveState.Error)
            reasons.Add(new(WaitCode.Error, "Its firmware has halted and must be restarted."));
        else if (printer.State == LiveState.Interrupted)
            reasons.Add(
                new(WaitCode.Error, "A print on it was interrupted, and a person must decide what becomes of it.")
            );
        else if (printer.State is LiveState.Offline)
            reasons.Add(new(WaitCode.Offline, "There is no connection to it."));
        else if (printer.State is LiveState.Connecting)
            reasons.Add(new(WaitCode.Offline, "It is just being connected."));
        else if (printer.HasPrint || printer.State is not (LiveState.Idle or LiveState.Finished))
            reasons.Add(new(WaitCode.Busy, "It prints something else."));
        if (!printer.HasPrint && printer.Plate == PlateState.Occupied)
            reasons.Add(new(WaitCode.PlateNotClear, "A print lies on its plate."));
        else if (!printer.HasPrint && (printer.Plate == PlateState.Unknown || printer.State == LiveState.Finished))
            reasons.Add(new(WaitCode.PlateNotClear, "Nobody has confirmed yet that its plate is clear."));
        return reasons;
    }
}
