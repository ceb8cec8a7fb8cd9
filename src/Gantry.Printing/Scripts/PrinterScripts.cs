namespace Gantry.Printing.Scripts;

/// <summary>The scripts of a printer. The defaults are for Marlin, and do no harm on the others.</summary>
public sealed record PrinterScripts
{
    private static readonly GCodeScript DefaultAfterPrint = GCodeScript.Parse(
        """
        ; The file's own end has run; this makes sure.
        {{heaters.off}}
        {{fans.off}}
        """
    );

    private static readonly GCodeScript DefaultPause = GCodeScript.Parse(
        """
        ; Pull back, go up, park. The heaters stay on; the printer's policy may lower them later.
        M400
        G21
        M83
        G1 E-{{retract.length}} F{{retract.feedrate}}
        G91
        G0 Z{{park.lift}} F{{park.feedrate_z}}
        G90
        G0 X{{park.x}} Y{{park.y}} F{{park.feedrate}}
        M400
        """
    );

    private static readonly GCodeScript DefaultResume = GCodeScript.Parse(
        """
        ; Warm first; push forth beside the part; over the place, then down onto it.
        G21
        {{heaters.restore}}
        M83
        G1 E{{prime.length}} F{{retract.feedrate}}
        G90
        G0 X{{position.x}} Y{{position.y}} F{{park.feedrate}}
        G0 Z{{position.z}} F{{park.feedrate_z}}
        G92 E{{position.e}}
        {{fans.restore}}
        {{modes.restore}}
        """
    );

    private static readonly GCodeScript DefaultCancel = GCodeScript.Parse(
        """
        {{heaters.off}}
        {{fans.off}}
        G21
        M83
        G1 E-{{retract.length}} F{{retract.feedrate}}
        G91
        G0 Z{{park.lift}} F{{park.feedrate_z}}
        G90
        G0 X{{park.x}} Y{{park.y}} F{{park.feedrate}}
        M220 S100
        M221 S100
        """
    );

    private static readonly GCodeScript DefaultHeatersOff = GCodeScript.Parse("{{heaters.off}}");

    /// <summary>Before the first line of a file.</summary>
    public GCodeScript BeforePrint { get; init; } = GCodeScript.Empty;

    /// <summary>Behind the last line of a file.</summary>
    public GCodeScript AfterPrint { get; init; } = DefaultAfterPrint;

    /// <summary>When a print is paused.</summary>
    public GCodeScript Pause { get; init; } = DefaultPause;

    /// <summary>When a paused print goes on.</summary>
    public GCodeScript Resume { get; init; } = DefaultResume;

    /// <summary>When a print is given up.</summary>
    public GCodeScript Cancel { get; init; } = DefaultCancel;

    /// <summary>After a connection was made.</summary>
    public GCodeScript Connect { get; init; } = GCodeScript.Empty;

    /// <summary>Before a connection is closed on purpose.</summary>
    public GCodeScript Disconnect { get; init; } = GCodeScript.Empty;

    /// <summary>When policy or a person wants the heaters off.</summary>
    public GCodeScript HeatersOff { get; init; } = DefaultHeatersOff;
}
