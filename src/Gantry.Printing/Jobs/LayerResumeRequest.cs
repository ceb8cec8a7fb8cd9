using Gantry.GCode.Analysis;
using Gantry.Printing.Scripts;

namespace Gantry.Printing.Jobs;

/// <summary>What is known of an interrupted print that is to go on at a layer.</summary>
public sealed record LayerResumeRequest
{
    /// <summary>
    /// Commands before the last accepted one that the head may still be at: those in the planner (up to 64 blocks are built on
    /// fast boards) and in the command queue (up to 32).
    /// </summary>
    public const int CommandsInDoubt = 100;

    /// <summary>The layers of the file; null when they are not known.</summary>
    public LayerMap? Layers { get; init; }

    /// <summary>The layer to go on with, of <see cref="Layers"/>.</summary>
    public required LayerStart Layer { get; init; }

    /// <summary>The state in front of the layer's first command.</summary>
    public required ModalState State { get; init; }

    /// <summary>
    /// The state at which the head stopped, in doubt the earlier one: after the last accepted command less
    /// <see cref="CommandsInDoubt"/>. Its <see cref="ModalState.PrintedZ"/> is what the printer's height is declared to be. If
    /// the head was in truth higher, as in a hop, a gap remains; lower, and it would be driven into the part.
    /// </summary>
    public required ModalState Stopped { get; init; }

    /// <summary>The printer.</summary>
    public ScriptMachine Machine { get; init; } = new();

    /// <summary>The box of the part, if it is known, so that nothing is primed onto it.</summary>
    public Box? Part { get; init; }

    /// <summary>How it is to be done.</summary>
    public LayerResumeOptions Options { get; init; } = new();
}
