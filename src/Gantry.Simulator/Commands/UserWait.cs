namespace Gantry.Simulator.Commands;

/// <summary>Waits for a person (M0, M1, M600), or for a time if one is given.</summary>
internal sealed class UserWait : Ongoing
{
    private readonly Board _board;
    private readonly TimeSpan _until;
    private readonly Func<TimeSpan, Ongoing?>? _next;

    public UserWait(Board board, TimeSpan until, Func<TimeSpan, Ongoing?>? next = null)
    {
        _board = board;
        _until = until;
        _next = next;
        board.IsWaitingForUser = true;
    }

    public override BusyState Busy => BusyState.PausedForUser;

    public override Ongoing? Poll(TimeSpan now)
    {
        if (_board.IsWaitingForUser && now < _until)
            return this;
        _board.IsWaitingForUser = false;
        return _next?.Invoke(now);
    }

    public override TimeSpan NextLook(TimeSpan now) => _board.IsWaitingForUser ? _until : now;
}
