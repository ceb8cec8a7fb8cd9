using Gantry.Sharing.Policies;
using Gantry.Sharing.Traffic;

namespace Gantry.Sharing;

/// <summary>How a share behaves.</summary>
public sealed record ShareOptions
{
    /// <summary>The longest <see cref="IdleLimit"/> that people can ask for, in seconds: eleven days.</summary>
    public const int MostIdleSeconds = 1_000_000;

    /// <summary>What its clients speak.</summary>
    public ShareMode Mode { get; init; } = ShareMode.Auto;

    /// <summary>What a client's coming and going does to DTR and RTS.</summary>
    public LinePolicy Lines { get; init; } = LinePolicy.Raise;

    /// <summary>When the board is reset.</summary>
    public ResetPolicy Reset { get; init; } = ResetPolicy.OnRequest;

    /// <summary>Who plays a bootloader's entry sequence.</summary>
    public BootloaderPolicy Bootloader { get; init; } = BootloaderPolicy.PassThrough;

    /// <summary>Whether a second client that writes gets the port.</summary>
    public TakeoverPolicy Takeover { get; init; } = TakeoverPolicy.Refuse;

    /// <summary>
    /// Where <see cref="Takeover"/> lets a second client have the port: whether this holder of the share of this name may be
    /// put out, as one that prints may not. Called on the sharing thread: it must not block. Null: everybody may.
    /// </summary>
    public Func<string, ShareHolder, bool>? MayBeTakenOver { get; init; }

    /// <summary>Who may connect.</summary>
    public AllowedNetworks Allowed { get; init; } = AllowedNetworks.Local;

    /// <summary>Bits per second when a client comes; null for what the driver has.</summary>
    public int? BaudRate { get; init; }

    /// <summary>A client that writes is let go when nothing passed either way for so long; null for never.</summary>
    public TimeSpan? IdleLimit { get; init; }

    /// <summary>A client that takes nothing for so long, while something waits for it, is let go.</summary>
    public TimeSpan WriteLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a device that is missing is looked for; null when <see cref="Share.DeviceReturned"/> tells.</summary>
    public TimeSpan? LookAgainEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Bytes from the device that are kept for a watcher that is slow; then it loses the oldest.</summary>
    public int WatcherBuffer { get; init; } = 256 * 1024;

    /// <summary>Where a log of what passes is kept; null for none.</summary>
    public TrafficOptions? Traffic { get; init; }

    /// <summary>The most connections at a time, watchers included.</summary>
    public int MostClients { get; init; } = 64;
}
