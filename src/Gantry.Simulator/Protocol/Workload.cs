namespace Gantry.Simulator.Protocol;

/// <summary>
/// What a line costs the ATmega2560 at 16 MHz. Fitted to the measurements on real Marlin: 203 lines/s that move nothing with one
/// line per <c>ok</c> at 115200 baud, and some 180 short moves/s at the most, when about half of the planner's blocks are taken;
/// each new block makes the planner look at all the others again.
/// </summary>
internal sealed class Workload(MachinePace pace)
{
    private static readonly TimeSpan Line = TimeSpan.FromMicroseconds(1380);
    private static readonly TimeSpan Block = TimeSpan.FromMicroseconds(900);
    private static readonly TimeSpan PerQueuedBlock = TimeSpan.FromMicroseconds(330);

    /// <summary>Reading a command and looking up what it is.</summary>
    public TimeSpan ForLine { get; } = pace.ToHost(Line);

    /// <summary>Planning a move, with so many blocks in the planner.</summary>
    public TimeSpan ForBlock(int queued) => pace.ToHost(Block + (PerQueuedBlock * queued));
}
