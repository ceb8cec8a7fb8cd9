using Gantry.Serial.Inventory;

namespace Gantry.Fleet.Printers;

/// <summary>
/// Notices that a serial device has appeared while somebody misses one. The devices are listed only then.
/// </summary>
/// <param name="list">The devices that there are.</param>
internal sealed class DeviceAppearance(Func<IReadOnlyList<SerialDevice>> list)
{
    private HashSet<string>? _known;

    /// <summary>Looks: whether there is a device that was not there at the last look.</summary>
    /// <param name="isMissed">Whether anybody misses a device now.</param>
    public bool Look(bool isMissed)
    {
        if (!isMissed)
        {
            _known = null;
            return false;
        }
        HashSet<string> now = [.. list().Select(d => d.Path)];
        bool appeared = _known is { } before && !now.IsSubsetOf(before);
        _known = now;
        return appeared;
    }
}
