using Gantry.Simulator.Protocol;

namespace Gantry.Simulator;

/// <summary>Which firmware the simulator speaks like.</summary>
public sealed record FirmwareFlavour
{
    /// <summary>Marlin 2.1.2: repeated lines are dropped in silence.</summary>
    public static FirmwareFlavour Marlin212 { get; } =
        new()
        {
            Name = "marlin-2.1.2",
            Title = "Marlin 2.1.2",
            IgnoresRepeatedLines = true,
            BackspaceErases = true,
        };

    /// <summary>Marlin 2.0.9.5: a repeated line is an error.</summary>
    public static FirmwareFlavour Marlin2095 { get; } =
        new()
        {
            Name = "marlin-2.0.9.5",
            Title = "Marlin 2.0.9.5",
            BackspaceErases = true,
        };

    /// <summary>Marlin 1.1.9: no backspace either.</summary>
    public static FirmwareFlavour Marlin119 { get; } = new() { Name = "marlin-1.1.9", Title = "Marlin 1.1.9" };

    /// <summary>Repetier-Firmware 1.0.4.</summary>
    public static FirmwareFlavour Repetier104 { get; } =
        new()
        {
            Name = "repetier-1.0.4",
            Title = "Repetier_1.0.4",
            Family = FirmwareFamily.Repetier,
        };

    /// <summary>Klipper's pseudo-terminal, as far as its lines go.</summary>
    public static FirmwareFlavour Klipper { get; } =
        new()
        {
            Name = "klipper",
            Title = "Klipper",
            Family = FirmwareFamily.Klipper,
        };

    /// <summary>All flavours, the default first.</summary>
    public static IReadOnlyList<FirmwareFlavour> All { get; } =
    [Marlin212, Marlin2095, Marlin119, Repetier104, Klipper];

    /// <summary>The name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>How the firmware calls itself.</summary>
    internal string Title { get; init; } = "";

    internal FirmwareFamily Family { get; init; }

    internal bool IgnoresRepeatedLines { get; init; }

    internal bool BackspaceErases { get; init; }

    internal ILineProtocol CreateLines(Features features) =>
        Family switch
        {
            FirmwareFamily.Repetier => new RepetierLines(),
            FirmwareFamily.Klipper => new KlipperLines(),
            _ => new MarlinLines(IgnoresRepeatedLines, features.HasFlag(Features.AdvancedOk)),
        };

    /// <inheritdoc />
    public override string ToString() => Name;
}
