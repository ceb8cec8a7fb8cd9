using System.Net;
using Gantry.Discovery.Beacon;
using Gantry.Fleet.Library;
using Gantry.Fleet.People;
using Gantry.Fleet.Ports;
using Gantry.Serial.Inventory;
using Gantry.Storage;

namespace Gantry.Server;

/// <summary>How the server is to be run.</summary>
public sealed record ServerOptions
{
    /// <summary>Port 8080: the serial portal and Cura's camera address are fixed to it.</summary>
    public const int DefaultPort = 8080;

    /// <summary>The port on which TLS is offered when there is a certificate.</summary>
    public const int DefaultTlsPort = 8443;

    /// <summary>Where everything is kept.</summary>
    public required StorageOptions Storage { get; init; }

    /// <summary>The addresses and ports that are listened on; port 0 takes a free one.</summary>
    public IReadOnlyList<IPEndPoint> Listen { get; init; } = [new(IPAddress.IPv6Any, DefaultPort)];

    /// <summary>TLS: its port and certificate; null: none.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>Names under which the server is known, besides the machine's own and addresses.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The reverse proxies whose X-Forwarded-For and -Proto are believed; nobody else's are.</summary>
    public IReadOnlyList<IPAddress> Proxies { get; init; } = [];

    /// <summary>Where other nodes of the same database reach this one; null for the machine's name and the port.</summary>
    public string? Advertised { get; init; }

    /// <summary>Whether the network is asked for serial ports that other machines share, to offer them as printers.</summary>
    public bool FindsShares { get; init; }

    /// <summary>The folder of the site's files; null for <c>wwwroot</c> beside the program.</summary>
    public string? WebRoot { get; init; }

    /// <summary>A folder whose files come into the library; null: none.</summary>
    public WatchedFolderOptions? Watched { get; init; }

    /// <summary>The serial devices of this machine.</summary>
    public SerialInventory Inventory { get; init; } = new();

    /// <summary>Where the serial ports of this machine are shared, as the settings say how; null: they are not.</summary>
    public SharingOptions? Sharing { get; init; }

    /// <summary>Whether the network is told of the server and its shares, as far as it can reach them.</summary>
    public bool Announces { get; init; }

    /// <summary>The UDP port of the beacon.</summary>
    public int BeaconPort { get; init; } = BeaconResponder.DefaultPort;

    /// <summary>How people sign in.</summary>
    public PeopleOptions People { get; init; } = new();

    /// <summary>Whether simulated printers, files and jobs are shown, for a look at Gantry.</summary>
    public bool IsDemo { get; init; }

    /// <summary>The least important messages that are logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;
}
