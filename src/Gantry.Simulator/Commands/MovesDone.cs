using Gantry.Simulator.Motion;

namespace Gantry.Simulator.Commands;

/// <summary>Waits until everything planned is done (M400), then goes on with what comes next.</summary>
internal sealed class MovesDone(MotionQueue motion, Func<TimeSpan, Ongoing?>? next = null) : Ongoing
{
    public override Ongoing? Poll(TimeSpan now) => motion.IsIdle(now) ? next?.Invoke(now) : this;

    // A quick stop ends all moves without their having run.
    public override TimeSpan NextLook(TimeSpan now) => motion.IsIdle(now) ? now : motion.NextChange(now);
}
