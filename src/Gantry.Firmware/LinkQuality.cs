namespace Gantry.Firmware;

/// <summary>
/// Decides between the full window and one line per <c>ok</c>. After an error with several lines in flight real firmware can
/// execute the cut tail of a line, so a link that shows errors gets one line at a time until it has been clean for a while;
/// the while doubles when the errors come back soon.
/// </summary>
internal sealed class LinkQuality
{
    /// <summary>Lines without an error before the window opens again.</summary>
    public const int ShortestTrial = 200;

    /// <summary>The longest trial: about ten minutes of an ordinary print.</summary>
    public const int LongestTrial = 20_000;

    // A new link has no bad past.
    private int _clean = int.MaxValue;
    private int _trial = ShortestTrial;

    /// <summary>Whether the window is closed.</summary>
    public bool IsNoisy { get; private set; }

    /// <summary>Lines that must pass now before the window opens.</summary>
    public int Trial => _trial;

    /// <summary>A line or an answer was damaged. True when this closes the window.</summary>
    public bool OnError()
    {
        bool closes = !IsNoisy;
        if (closes)
            _trial = _clean < 10L * _trial ? Math.Min(2 * _trial, LongestTrial) : ShortestTrial;
        IsNoisy = true;
        _clean = 0;
        return closes;
    }

    /// <summary>A line was acknowledged. True when this opens the window.</summary>
    public bool OnAcknowledged()
    {
        if (_clean < int.MaxValue)
            _clean++;
        if (!IsNoisy || _clean < _trial)
            return false;
        IsNoisy = false;
        _clean = 0;
        return true;
    }
}
