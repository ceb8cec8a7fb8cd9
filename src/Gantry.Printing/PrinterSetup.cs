using Gantry.Firmware;
using Gantry.GCode.Motion;
using Gantry.Printing.Jobs;
using Gantry.Printing.Policies;
using Gantry.Printing.Scripts;
using Gantry.Serial;

namespace Gantry.Printing;

/// <summary>What is known of a printer before it is connected.</summary>
public sealed record PrinterSetup
{
    /// <summary>Its name, for people and scripts.</summary>
    public string Name { get; init; } = "printer";

    /// <summary>Where it is.</summary>
    public required PortAddress Address { get; init; }

    /// <summary>Bits per second; 0 to try the usual rates.</summary>
    public int BaudRate { get; init; } = 115200;

    /// <summary>
    /// Whether connecting pulses DTR, which resets most boards. Never while a job is to go on. Without it a board may still
    /// reset: the kernel raises DTR when a port is opened that was hung up before.
    /// </summary>
    public bool ResetOnConnect { get; init; }

    /// <summary>Whether DTR may be pulsed as the last step of an emergency stop, and to leave an error.</summary>
    public bool MayReset { get; init; } = true;

    /// <summary>Whether a lost connection is tried again by itself.</summary>
    public bool Reconnect { get; init; } = true;

    /// <summary>How much may be on its way to the firmware.</summary>
    public WindowSize Window { get; init; } = WindowSize.Marlin;

    /// <summary>Whether the window may grow when the firmware shows a longer queue.</summary>
    public bool LearnWindow { get; init; } = true;

    /// <summary>The G-code scripts.</summary>
    public PrinterScripts Scripts { get; init; } = new();

    /// <summary>What scripts and manual control may know of the machine.</summary>
    public ScriptMachine Machine { get; init; } = new();

    /// <summary>Where the head is after homing, mm; null when that is not known.</summary>
    public AxisValues? Home { get; init; }

    /// <summary>How the machine moves, for the time that a print takes.</summary>
    public MachineSettings Motion { get; init; } = MachineSettings.Marlin;

    /// <summary>How a print goes on at a layer after the board has restarted.</summary>
    public LayerResumeOptions LayerResume { get; init; } = new();

    /// <summary>What the printer does by itself when nobody is there.</summary>
    public PrinterPolicy Policy { get; init; } = new();

    /// <summary>How long the firmware may take to answer after the port was opened, its boot included, at one baud rate.</summary>
    public TimeSpan AnswerLimit { get; init; } = TimeSpan.FromSeconds(15);
}
