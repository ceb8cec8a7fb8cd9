namespace Gantry.Firmware;

/// <summary>
/// Notices that an <c>ok</c> is overdue. Automatic temperature reports do not count as progress: they come although the
/// <c>ok</c> was lost.
/// </summary>
internal sealed class SilenceWatch(LinkOptions options)
{
    /// <summary>Marlin's keep-alive comes every 2 s unless M113 says otherwise.</summary>
    private static readonly TimeSpan LimitAtStockKeepAlive = TimeSpan.FromSeconds(2.6);

    private static readonly TimeSpan LongestLimit = TimeSpan.FromSeconds(30);

    private TimeSpan _progressAt;
    private bool _heardBusy;
    private int _backOff;

    /// <summary>Whether the firmware was told to say <c>busy</c> every second.</summary>
    public bool FirmwareSaysBusy { get; set; }

    /// <summary>Whether silence means that nothing is being executed.</summary>
    public bool SilenceMeansIdle => FirmwareSaysBusy || _heardBusy;

    private TimeSpan Limit
    {
        get
        {
            TimeSpan limit =
                FirmwareSaysBusy ? options.OkLimit
                : _heardBusy ? LimitAtStockKeepAlive
                : options.OkLimitWithoutBusy;
            limit *= 1 << _backOff;
            return limit < LongestLimit ? limit : LongestLimit;
        }
    }

    /// <summary>Takes a line from the firmware.</summary>
    /// <param name="reply">The line.</param>
    /// <param name="heating">Whether a command that waits for a heater is on its way: its reports are its keep-alive.</param>
    /// <param name="now">The time.</param>
    public void OnReply(in Reply reply, bool heating, TimeSpan now)
    {
        bool busy = reply.Kind == ReplyKind.Busy;
        _heardBusy |= busy;
        if (
            busy
            || reply.Kind is ReplyKind.Ok or ReplyKind.Resend
            || reply.IsHeatingWait
            || (heating && reply.Kind == ReplyKind.Temperatures)
        )
            Restart(now);
    }

    /// <summary>Waits anew, from now on.</summary>
    public void Restart(TimeSpan now)
    {
        _progressAt = now;
        _backOff = 0;
    }

    /// <summary>Waits anew, for twice as long.</summary>
    public void BackOff(TimeSpan now)
    {
        _progressAt = now;
        _backOff = Math.Min(_backOff + 1, 8);
    }

    /// <summary>When the wait is over, while lines are on their way.</summary>
    public TimeSpan DeadlineWhile(bool waiting) => waiting ? _progressAt + Limit : TimeSpan.MaxValue;
}
