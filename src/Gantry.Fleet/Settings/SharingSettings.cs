using System.Net;
using Gantry.Sharing;
using Gantry.Sharing.Policies;
using Gantry.Sharing.Traffic;

namespace Gantry.Fleet.Settings;

/// <summary>How the serial ports of a machine are shared. What is said for one device in the port book counts more.</summary>
public sealed record SharingSettings
{
    /// <summary>Shares that only this machine reaches, and through the server with a key everybody who may.</summary>
    public const string ThisMachine = "thisMachine";

    /// <summary>Shares on all addresses of the machine.</summary>
    public const string Network = "network";

    /// <summary>Whether ports are shared at all.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>
    /// <c>thisMachine</c>, <c>network</c> or an address. RFC 2217 knows no password, so that the network sees nothing of it
    /// unless somebody says so.
    /// </summary>
    public string Bind { get; init; } = ThisMachine;

    /// <summary>Who may connect: <c>local</c>, <c>any</c>, addresses and networks; this machine always may.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = ["local"];

    /// <summary>Whether a second client that writes gets the port. A printer that prints is never put out.</summary>
    public TakeoverPolicy SecondClient { get; init; }

    /// <summary>What a client's coming and going does to DTR and RTS.</summary>
    public LinePolicy DtrRts { get; init; }

    /// <summary>When boards are reset.</summary>
    public ResetPolicy ResetOnConnect { get; init; }

    /// <summary>Who plays a bootloader's entry sequence.</summary>
    public BootloaderPolicy Bootloader { get; init; }

    /// <summary>Whether what passes is logged.</summary>
    public bool LogTraffic { get; init; }

    /// <summary>Seconds after which a client that writes is let go when nothing passes; 0: never.</summary>
    public double IdleLimitSeconds { get; init; }

    /// <summary>The address that is listened on.</summary>
    internal IPAddress Address =>
        Bind switch
        {
            Network => IPAddress.IPv6Any,
            _ when IPAddress.TryParse(Bind, out IPAddress? address) => address,
            _ => IPAddress.Loopback,
        };

    /// <summary>How each share behaves.</summary>
    internal ShareOptions ToOptions(string trafficFolder) =>
        new()
        {
            Allowed = AllowedNetworks.TryParse(Allowed) ?? AllowedNetworks.Local,
            Takeover = SecondClient,
            Lines = DtrRts,
            Reset = ResetOnConnect,
            Bootloader = Bootloader,
            IdleLimit = IdleLimitSeconds > 0 ? TimeSpan.FromSeconds(IdleLimitSeconds) : null,
            Traffic = LogTraffic ? new TrafficOptions(trafficFolder) : null,
        };
}
