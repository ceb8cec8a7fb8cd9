using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gantry.Fleet.Library;
using Gantry.Fleet.Ports;
using Gantry.Server;

namespace Gantry.Cli;

/// <summary>What <c>gantry serve</c> may be told.</summary>
internal static class ServeArguments
{
    /// <summary>Cura and the firmware of plugs know no other port than HTTP's own.</summary>
    private const int WellKnownPort = 80;

    public static readonly Option<DirectoryInfo?> Data = new("--data")
    {
        Description = "The data directory; without it the usual one.",
        HelpName = "DIR",
    };

    public static readonly Option<bool> Demo = new("--demo")
    {
        Description = "Show simulated printers, files and jobs; listens on this machine only.",
    };

    private static readonly Option<int?> Http = new("--http")
    {
        Description =
            $"The port; without it {ServerOptions.DefaultPort}, and {WellKnownPort} too where that is allowed.",
        HelpName = "PORT",
    };

    private static readonly Option<IPAddress?> Bind = new("--bind")
    {
        Description = "The address to listen on, as 127.0.0.1; without it all.",
        HelpName = "ADDR",
        CustomParser = result => ReadAddress(result),
    };

    private static readonly Option<string[]> Host = new("--host")
    {
        Description = "A name under which this server is called, besides the machine's own; may be repeated.",
        HelpName = "NAME",
    };

    private static readonly Option<IPAddress[]> Proxy = new("--proxy")
    {
        Description = "The address of a reverse proxy whose X-Forwarded-For and -Proto are believed; may be repeated.",
        HelpName = "ADDR",
        CustomParser = result => [.. result.Tokens.Select(t => ReadAddress(result, t.Value)).OfType<IPAddress>()],
    };

    private static readonly Option<FileInfo?> Certificate = new("--certificate")
    {
        Description = $"A PEM file with a certificate: TLS is offered on port {ServerOptions.DefaultTlsPort}.",
        HelpName = "FILE",
    };

    private static readonly Option<FileInfo?> CertificateKey = new("--certificate-key")
    {
        Description = "The PEM file with its private key, when that is another one.",
        HelpName = "FILE",
    };

    private static readonly Option<DirectoryInfo?> Watch = new("--watch")
    {
        Description = "A folder whose G-code files come into the library.",
        HelpName = "DIR",
    };

    private static readonly Option<TakenFile> Watched = new("--watched-files")
    {
        Description =
            "What becomes of a file of the watched folder that was taken: moved (to 'imported'), kept or deleted.",
        HelpName = "moved|kept|deleted",
    };

    private static readonly Option<bool> NoSearch = new("--no-search")
    {
        Description = "Do not look on the network for serial ports that could be printers.",
    };

    private static readonly Option<string?> Node = new("--node")
    {
        Description = "The name of this node, where several work on one PostgreSQL; without it the machine's.",
        HelpName = "NAME",
    };

    private static readonly Option<Uri?> Advertise = new("--advertise")
    {
        Description = "Where the other nodes reach this one, as http://farm-a:8080; without it the machine's name.",
        HelpName = "URL",
        CustomParser = result => ReadUrl(result),
    };

    private static readonly Option<DirectoryInfo?> Journals = new("--journals")
    {
        Description = "A directory that all nodes share: with it they can go on with each other's prints.",
        HelpName = "DIR",
    };

    private static readonly Option<bool> NoShares = new("--no-shares")
    {
        Description = "Do not share the serial ports of this machine.",
    };

    private static readonly Option<IPAddress?> ShareBind = new("--share-bind")
    {
        Description =
            "The address on which serial ports are shared, as 0.0.0.0 for all; without it as the settings say, at first for this machine alone.",
        HelpName = "ADDR",
        CustomParser = result => ReadAddress(result),
    };

    private static readonly Option<bool> NoAnnounce = new("--no-announce")
    {
        Description = "Do not tell the network of this server and its shares.",
    };

    public static void AddTo(Command command)
    {
        foreach (
            Option option in (Option[])
                [
                    Data,
                    Http,
                    Bind,
                    Host,
                    Proxy,
                    Certificate,
                    CertificateKey,
                    Watch,
                    Watched,
                    NoSearch,
                    Node,
                    Advertise,
                    Journals,
                    NoShares,
                    ShareBind,
                    NoAnnounce,
                    Demo,
                ]
        )
            command.Add(option);
        StorageArguments.AddPlacesTo(command);
        command.Validators.Add(result =>
        {
            bool saysWhere =
                result.GetValue(Data) is not null
                || result.GetValue(StorageArguments.Database) is not null
                || result.GetValue(StorageArguments.Files) is not null;
            if (result.GetValue(Demo) && saysWhere)
                result.AddError("A demo keeps nothing: leave --data, --database and --files out.");
            if (result.GetValue(NoShares) && result.GetValue(ShareBind) is not null)
                result.AddError("--no-shares and --share-bind cannot both be.");
            if (result.GetValue(Http) is < 0 or > IPEndPoint.MaxPort)
                result.AddError($"A port is a number up to {IPEndPoint.MaxPort}.");
        });
    }

    /// <exception cref="ServerException">The certificate cannot be used.</exception>
    public static ServerOptions Read(ParseResult arguments, string folder) =>
        new()
        {
            Storage = StorageArguments.Read(arguments, folder) with
            {
                Node = arguments.GetValue(Node) ?? Environment.MachineName,
                Journals = arguments.GetValue(Journals)?.FullName,
            },
            Listen = Listen(arguments),
            Tls = arguments.GetValue(Certificate) is { } file ? Tls(file, arguments.GetValue(CertificateKey)) : null,
            Hosts = arguments.GetValue(Host) ?? [],
            Proxies = arguments.GetValue(Proxy) ?? [],
            Watched = arguments.GetValue(Watch) is { } watch
                ? new WatchedFolderOptions { Path = watch.FullName, Taken = arguments.GetValue(Watched) }
                : null,
            Advertised = arguments.GetValue(Advertise)?.GetLeftPart(UriPartial.Authority),
            FindsShares = !arguments.GetValue(Demo) && !arguments.GetValue(NoSearch),
            IsDemo = arguments.GetValue(Demo),
            Sharing =
                arguments.GetValue(NoShares) || arguments.GetValue(Demo)
                    ? null
                    : new SharingOptions { Bind = AnyAs(arguments.GetValue(ShareBind)) },
            Announces = !arguments.GetValue(NoAnnounce) && !arguments.GetValue(Demo),
        };

    /// <summary>All addresses, of whichever kind.</summary>
    private static IPAddress? AnyAs(IPAddress? address) => IPAddress.Any.Equals(address) ? IPAddress.IPv6Any : address;

    private static IReadOnlyList<IPEndPoint> Listen(ParseResult arguments)
    {
        IPAddress address =
            arguments.GetValue(Bind) ?? (arguments.GetValue(Demo) ? IPAddress.Loopback : IPAddress.IPv6Any);
        if (arguments.GetValue(Http) is { } port)
            return [new IPEndPoint(address, port)];
        var usual = new IPEndPoint(address, ServerOptions.DefaultPort);
        var wellKnown = new IPEndPoint(address, WellKnownPort);
        return !arguments.GetValue(Demo) && GantryServer.CanListen(wellKnown) ? [usual, wellKnown] : [usual];
    }

    private static TlsOptions Tls(FileInfo certificate, FileInfo? key)
    {
        try
        {
            return new TlsOptions(
                ServerOptions.DefaultTlsPort,
                X509Certificate2.CreateFromPemFile(certificate.FullName, key?.FullName)
            );
        }
        catch (CryptographicException e)
        {
            throw new ServerException(
                $"{certificate.Name} holds no certificate with its private key in PEM: {e.Message} Name the key's file with --certificate-key.",
                e
            );
        }
    }

    private static IPAddress? ReadAddress(System.CommandLine.Parsing.ArgumentResult result) =>
        ReadAddress(result, result.Tokens[0].Value);

    private static Uri? ReadUrl(System.CommandLine.Parsing.ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https")
            return url;
        result.AddError($"'{text}' is no address of a server: write it as http://farm-a:8080.");
        return null;
    }

    private static IPAddress? ReadAddress(System.CommandLine.Parsing.ArgumentResult result, string text)
    {
        if (IPAddress.TryParse(text, out IPAddress? address))
            return address;
        result.AddError($"'{text}' is no address: write it as 127.0.0.1 or ::1.");
        return null;
    }
}
