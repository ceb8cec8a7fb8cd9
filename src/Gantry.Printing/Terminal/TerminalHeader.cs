using System.Runtime.InteropServices;

namespace Gantry.Printing.Terminal;

/// <summary>What stands in front of each line in the ring.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct TerminalHeader(
    long Sequence,
    long Ticks,
    ushort Length,
    TerminalDirection Direction,
    bool IsCut
)
{
    /// <summary>Its bytes.</summary>
    public const int Size = 20;
}
