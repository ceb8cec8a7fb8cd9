using Gantry.GCode.Motion;

namespace Gantry.Simulator.Commands;

/// <summary>Puts the moves of a command into the planner, as room comes up. Made once, and used for one command after the other.</summary>
internal sealed class Feed(Board board, Func<AxisValues, AxisValues> allow) : Ongoing
{
    private Move _next;
    private bool _hasNext;

    /// <summary>Begins with the moves of the last interpreted command.</summary>
    public Ongoing? Begin(TimeSpan now)
    {
        _hasNext = board.Interpreter.TryNextMove(out _next);
        return Poll(now);
    }

    public override Ongoing? Poll(TimeSpan now)
    {
        while (_hasNext)
        {
            if (board.Motion.IsFull(now))
                return this;
            AxisValues target = allow(_next.Target);
            // A move to where the head is already makes no block, and costs no planning.
            if (target != board.Motion.Planned)
                board.Processor.Work(board.Workload.ForBlock(board.Motion.Count(now)));
            now = board.Processor.Now;
            board.Motion.Add(_next with { Target = target }, now);
            _hasNext = board.Interpreter.TryNextMove(out _next);
        }
        return null;
    }

    public override TimeSpan NextLook(TimeSpan now) => board.Motion.IsFull(now) ? board.Motion.NextChange(now) : now;
}
