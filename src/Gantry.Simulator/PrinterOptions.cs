using Gantry.Simulator.Faults;

namespace Gantry.Simulator;

/// <summary>What a virtual printer is like.</summary>
public sealed record PrinterOptions
{
    /// <summary>The firmware that it speaks like.</summary>
    public FirmwareFlavour Flavour { get; init; } = FirmwareFlavour.Marlin212;

    /// <summary>What the firmware is built with.</summary>
    public Features Features { get; init; } = Features.Stock;

    /// <summary>Bits per second of the wire; 0 for a wire without a limit.</summary>
    public int BaudRate { get; init; } = 115200;

    /// <summary>How fast the machine lives; 1 is real time, infinity lets nothing take time.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Lines of the command queue, with the one being executed (BUFSIZE).</summary>
    public int QueueLines { get; init; } = 4;

    /// <summary>Bytes of the receive buffer, one of which stays empty (RX_BUFFER_SIZE).</summary>
    public int ReceiveBuffer { get; init; } = 128;

    /// <summary>Blocks of the planner, one of which stays empty (BLOCK_BUFFER_SIZE).</summary>
    public int PlannerBlocks { get; init; } = 16;

    /// <summary>Hotends, each with its extruder.</summary>
    public int Extruders { get; init; } = 1;

    /// <summary>Added round trip: half before the wire to the board, half behind the wire to the host.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>From a reset to the first word: the bootloader of an Arduino Mega takes 1 to 2 s. It hears nothing meanwhile.</summary>
    public TimeSpan BootTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>The same printer, answering at once: no wire, no processor, no motion, no boot time. For benchmarks of hosts.</summary>
    public PrinterOptions MadeFast() =>
        this with
        {
            BaudRate = 0,
            Speed = double.PositiveInfinity,
            BootTime = TimeSpan.Zero,
        };
}
