using Gantry.Serial.Linux;

namespace Gantry.Serial.HotPlug;

/// <summary>How devices are watched.</summary>
public sealed record DeviceWatchOptions
{
    /// <summary>
    /// Where udev answers. Where it is not, nobody sends news by netlink and the folder of device nodes is watched alone: in
    /// most containers.
    /// </summary>
    public string UdevControl { get; init; } = "/run/udev/control";

    /// <summary>
    /// How long a new device may take until its permissions are set (measured: 60 ms after the kernel's word, and over 1 s for
    /// each of fifteen devices at once on an overloaded machine). After that it is told as it is.
    /// </summary>
    public TimeSpan SettleLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether this process may open a node.</summary>
    internal Func<string, bool> IsUsable { get; init; } = Access.Allows;

    /// <summary>How udev is listened to; null where it is not allowed.</summary>
    internal Func<EventLoop, Action<Uevent>, Action, IDisposable?> ListenToUdev { get; init; } = UeventSocket.TryOpen;
}
