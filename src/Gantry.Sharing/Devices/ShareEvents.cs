using System.Collections.Concurrent;

namespace Gantry.Sharing.Devices;

/// <summary>Hears what happens at all shares, passes it on, and wakes whoever minds a share whose device came or went.</summary>
internal sealed class ShareEvents(IShareListener? listener) : IShareListener
{
    private readonly ConcurrentDictionary<string, Action> _minders = new();

    public ShareEventKind Detail =>
        listener is { } other && other.Detail > ShareEventKind.DeviceLost ? other.Detail : ShareEventKind.DeviceLost;

    public void Mind(string share, Action changed) => _minders[share] = changed;

    public void Forget(string share) => _minders.TryRemove(share, out _);

    public void Heard(ShareEvent happened)
    {
        if (happened.Kind <= ShareEventKind.DeviceLost && _minders.TryGetValue(happened.Share, out Action? changed))
            changed();
        if (listener is not null && happened.Kind <= listener.Detail)
            listener.Heard(happened);
    }
}
