using Gantry.Printing.Jobs;

namespace Gantry.Printing.Control;

/// <summary>Where the head is, and how fast it is told to go, as follows from what was sent; moves may still be on their way.</summary>
/// <param name="X">mm; null while nobody knows.</param>
/// <param name="Y">The same in Y.</param>
/// <param name="Z">The same in Z.</param>
/// <param name="Homed">The axes that were homed.</param>
/// <param name="Tool">The tool in use.</param>
/// <param name="FeedratePercent">All speeds are multiplied by this, % (M220).</param>
/// <param name="FlowPercent">The flow of the tool in use, % (M221).</param>
/// <param name="FanPercent">The first fan, %; null when it was never set.</param>
public sealed record PrinterPosition(
    double? X,
    double? Y,
    double? Z,
    AxisSet Homed,
    int Tool,
    double FeedratePercent,
    double FlowPercent,
    double? FanPercent
)
{
    internal static PrinterPosition Of(ModalState state) =>
        new(
            state.Known.HasFlag(AxisSet.X) ? state.Position.X : null,
            state.Known.HasFlag(AxisSet.Y) ? state.Position.Y : null,
            state.Known.HasFlag(AxisSet.Z) ? state.Position.Z : null,
            state.Homed,
            state.Tool,
            state.FeedratePercent,
            state.FlowPercent(state.Tool),
            state.Fan(0) is { } fan ? Math.Round(100 * fan / 255, 1) : null
        );
}
