using Gantry.GCode;
using Gantry.GCode.Motion;
using Gantry.Printing.Jobs;

namespace Gantry.Server.Layers;

/// <summary>All that is needed to draw from a place of a file on: where the place is, where the head is, how commands are meant.</summary>
/// <param name="Place">Before the first command.</param>
/// <param name="Machine">The head, in the machine's coordinates.</param>
/// <param name="Logical">The head, in the coordinates that commands name.</param>
/// <param name="IsRelative">G91.</param>
/// <param name="IsExtruderRelative">M83.</param>
/// <param name="IsInInches">G20.</param>
internal readonly record struct LayerSeed(
    GCodePosition Place,
    AxisValues Machine,
    AxisValues Logical,
    bool IsRelative,
    bool IsExtruderRelative,
    bool IsInInches
)
{
    public static LayerSeed Take(GCodePosition place, ModalState state) =>
        new(
            place,
            state.Position - state.Shift,
            state.Position,
            state.IsRelative,
            state.IsExtruderRelative,
            state.IsInInches
        );
}
