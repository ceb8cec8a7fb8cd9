namespace Gantry.Fleet.Housekeeping;

/// <summary>
/// What people are to know of the disk. That it became worse they hear at once; that it is better only when it has stayed so, as
/// free space lingers right at the limit under which files are refused.
/// </summary>
internal sealed class DiskNews(TimeProvider time)
{
    private static readonly TimeSpan Lasting = TimeSpan.FromMinutes(1);

    private long? _betterSince;

    /// <summary>How bad it is as far as people know; null: all is well.</summary>
    public DiskTroubleKind? Known { get; private set; }

    /// <summary>Takes another look; whether people must be told.</summary>
    public bool IsNew(DiskTroubleKind? now)
    {
        if (now == Known)
        {
            _betterSince = null;
            return false;
        }
        if (Known is { } known && (now is null || now < known))
        {
            _betterSince ??= time.GetTimestamp();
            if (time.GetElapsedTime(_betterSince.Value) < Lasting)
                return false;
        }
        _betterSince = null;
        Known = now;
        return true;
    }
}
