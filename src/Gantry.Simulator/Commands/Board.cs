using Gantry.GCode.Motion;
using Gantry.Simulator.Motion;
using Gantry.Simulator.Protocol;
using Gantry.Simulator.Thermal;
using Gantry.Simulator.Wire;

namespace Gantry.Simulator.Commands;

/// <summary>All that a command can reach: the machine, its state, and the way to say something.</summary>
internal sealed class Board
{
    private readonly MachineSettings _machine;

    public Board(PrinterOptions options, Replies replies, Processor processor, ReceiveRing ring)
    {
        Options = options;
        Pace = new MachinePace(options.Speed);
        Replies = replies;
        Processor = processor;
        Ring = ring;
        Lines = options.Flavour.CreateLines(options.Features);
        Workload = new Workload(Pace);
        _machine = MachineSettings.Marlin with { PlannerBlocks = options.PlannerBlocks };
        (Motion, Interpreter) = CreateMotion();
        Heaters = new HeaterBank(options.Extruders, Has(Features.Chamber), Pace);
        Temperatures = new TemperatureReport(Heaters, options.Flavour.Family, processor);
        Background = new Background(this);
    }

    public PrinterOptions Options { get; }

    public MachinePace Pace { get; }

    public Replies Replies { get; }

    public Processor Processor { get; }

    public ReceiveRing Ring { get; }

    public ILineProtocol Lines { get; }

    public Workload Workload { get; }

    /// <summary>The moves that wait and run; new after a reset.</summary>
    public MotionQueue Motion { get; private set; }

    /// <summary>Understands the commands that move; new after a reset.</summary>
    public MotionInterpreter Interpreter { get; private set; }

    public HeaterBank Heaters { get; }

    public TemperatureReport Temperatures { get; }

    public Background Background { get; }

    /// <summary>What commands have set; new after a reset.</summary>
    public MachineState State { get; private set; } = new();

    /// <summary>M108 takes it back: then M109, M190 and M191 stop waiting.</summary>
    public bool IsWaitingForHeat { get; set; }

    /// <summary>M108 and M876 take it back: then M0 goes on.</summary>
    public bool IsWaitingForUser { get; set; }

    /// <summary>What M876 chose; null as long as there was no choice.</summary>
    public int? PromptChoice { get; set; }

    /// <summary>The firmware has halted: it does nothing more until a reset.</summary>
    public bool IsHalted { get; private set; }

    public bool Has(Features feature) => Options.Features.HasFlag(feature);

    /// <summary>M108.</summary>
    public void StopWaiting()
    {
        IsWaitingForHeat = false;
        IsWaitingForUser = false;
    }

    /// <summary>M410: stops where it is, which takes a second (the stepper's buffer is kept clean for 1000 ms).</summary>
    public void QuickStop()
    {
        Motion.Stop(Processor.Now);
        Interpreter.StopAt(Motion.Planned);
        Processor.Work(Pace.ToHost(TimeSpan.FromMilliseconds(1020)));
    }

    /// <summary>What arrives until then is thrown away, though the host may not even have sent it yet.</summary>
    public TimeSpan DeafUntil { get; private set; } = TimeSpan.MinValue;

    /// <summary>
    /// Asks for the next line, after everything in the receive buffer was thrown away, and with it what arrives while a complaint
    /// goes out: that is how a line behind it loses its head.
    /// </summary>
    public void RequestResend()
    {
        Ring.Clear();
        DeafUntil = Processor.Now;
        Lines.RequestResend(Replies);
    }

    /// <summary>Halts: heaters and motors off, a last word, then silence.</summary>
    /// <param name="status">What a display would show; empty for nothing.</param>
    public void Halt(ReadOnlySpan<byte> status)
    {
        Heaters.TurnOff();
        Motion.Stop(Processor.Now);
        if (Options.Flavour.Family == FirmwareFamily.Klipper)
        {
            Replies.Line("!! Shutdown due to M112 command"u8);
            IsHalted = true;
            return;
        }
        if (!status.IsEmpty)
            Replies.Text("echo:"u8).Text(status).End();
        if (Has(Features.HostPrompts))
            Replies.Line("//action:poweroff"u8);
        Replies.Line("Error:Printer halted. kill() called!"u8);
        IsHalted = true;
    }

    /// <summary>Starts as after power-on. The metal keeps its warmth; everything else is forgotten.</summary>
    public void Restart(TimeSpan at)
    {
        Heaters.AdvanceTo(at);
        Heaters.TurnOff();
        (Motion, Interpreter) = CreateMotion();
        State = new MachineState();
        Lines.LastNumber = 0;
        IsHalted = false;
        DeafUntil = TimeSpan.MinValue;
        StopWaiting();
        PromptChoice = null;
        Temperatures.Restart(at);
        Background.Restart();
    }

    private (MotionQueue Motion, MotionInterpreter Interpreter) CreateMotion()
    {
        var motion = new MotionQueue(_machine, Pace);
        return (motion, new MotionInterpreter(_machine, motion.Planner));
    }
}
