using Gantry.Firmware;

namespace Gantry.Cli;

/// <summary>What <c>--window</c> says.</summary>
/// <param name="Size">The window to begin with.</param>
/// <param name="MayGrow">Whether it may grow when the firmware shows a longer queue.</param>
internal sealed record WindowChoice(WindowSize Size, bool MayGrow)
{
    /// <summary>Stock Marlin's, and more where the firmware shows more.</summary>
    public static WindowChoice Auto { get; } = new(WindowSize.Marlin, MayGrow: true);
}
