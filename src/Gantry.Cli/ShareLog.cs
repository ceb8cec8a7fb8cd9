using Gantry.Sharing;

namespace Gantry.Cli;

/// <summary>
/// What happens at shares, as lines on the error stream. They are written by a thread of their own: a terminal that does not
/// read must not hold up the ports.
/// </summary>
/// <param name="verbosity">0 for who comes and goes, more for what they ask.</param>
internal sealed class ShareLog(int verbosity) : IShareListener
{
    /// <summary>Lines that may wait to be written; then new ones are left out.</summary>
    private const int MostWaiting = 1000;

    private int _waiting;
    private Task _writing = Task.CompletedTask;

    /// <inheritdoc/>
    public ShareEventKind Detail =>
        verbosity switch
        {
            0 => ShareEventKind.WatcherLost,
            1 => ShareEventKind.PortChanged,
            _ => ShareEventKind.Request,
        };

    /// <summary>Whether failures are left out, because the program's own last line tells them.</summary>
    public bool LeavesOutTrouble { get; set; }

    /// <inheritdoc/>
    public void Heard(ShareEvent happened)
    {
        if (LeavesOutTrouble && happened.Kind == ShareEventKind.Trouble)
            return;
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return;
        }
        string client = happened.Client is null ? "" : $" {happened.Client}";
        string line =
            $"{happened.Time.ToLocalTime():yyyy-MM-dd HH:mm:ss.fff} {happened.Share}{client}: {happened.Text}";
        _writing = _writing.ContinueWith(_ => Write(line), TaskScheduler.Default);
    }

    private void Write(string line)
    {
        Console.Error.WriteLine(line);
        Interlocked.Decrement(ref _waiting);
    }
}
