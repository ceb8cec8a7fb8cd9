using System.Net;

namespace Gantry.Server.Security;

/// <summary>
/// The names under which Gantry answers. A page of a stranger can point its own name at our address (DNS rebinding), and the
/// browser then takes us for that page; it cannot do that with an address, so every address will do.
/// </summary>
internal sealed class AllowedHosts
{
    private readonly HashSet<string> _fixed;
    private volatile HashSet<string> _configured = [];

    public AllowedHosts(ServerOptions options)
    {
        string machine = Environment.MachineName;
        _fixed = new HashSet<string>(options.Hosts, StringComparer.OrdinalIgnoreCase)
        {
            "localhost",
            machine,
            machine + ".local",
        };
        // The name under which other nodes were told to call.
        if (Uri.TryCreate(options.Advertised, UriKind.Absolute, out Uri? advertised))
            _fixed.Add(advertised.Host);
    }

    /// <summary>Takes over the names of the settings.</summary>
    public void Configure(IEnumerable<string> names) =>
        _configured = new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a call for this name is for us.</summary>
    public bool Allows(string host)
    {
        string name = host.TrimEnd('.');
        return IPAddress.TryParse(name.Trim('[', ']'), out _)
            || _fixed.Contains(name)
            || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || _configured.Contains(name);
    }
}
