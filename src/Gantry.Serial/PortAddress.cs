using System.Globalization;

namespace Gantry.Serial;

/// <summary>
/// Where a port is: a path of this machine, <c>rfc2217://host:port</c> or <c>tcp://host:port</c> (pySerial's name for the
/// latter, <c>socket://</c>, is understood, too).
/// </summary>
public sealed record PortAddress
{
    /// <summary>The port that RFC 2217 servers use when an address names none.</summary>
    public const int DefaultRfc2217Port = 2217;

    private const string Forms = "Expected a device such as /dev/ttyUSB0, rfc2217://HOST:PORT or tcp://HOST:PORT";

    private PortAddress(PortScheme scheme, string text)
    {
        Scheme = scheme;
        Text = text;
    }

    /// <summary>Which kind of port it is.</summary>
    public PortScheme Scheme { get; }

    /// <summary>The address as it was written.</summary>
    public string Text { get; }

    /// <summary>The device's path, of a local port; else empty.</summary>
    public string Path { get; private init; } = "";

    /// <summary>Name or address of the host, without brackets, of a network port; else empty.</summary>
    public string Host { get; private init; } = "";

    /// <summary>The TCP port, of a network port; else 0.</summary>
    public int Port { get; private init; }

    /// <summary>Whether answers to SET-CONTROL are not waited for: pySerial's <c>ign_set_control</c>, for esptool's server.</summary>
    public bool IgnoreSetControl { get; private init; }

    /// <summary>
    /// Whether the port is only watched, <c>?mode=watch</c>: a share of Gantry's lets any number of watchers in beside the one
    /// that writes. Nothing is set, and nothing may be written.
    /// </summary>
    public bool IsWatch { get; private init; }

    /// <summary>How long to wait for the far end: connecting, negotiating, and each answer. 3 s as in pySerial, or <c>?timeout=N</c>.</summary>
    public TimeSpan AnswerTimeout { get; private init; } = TimeSpan.FromSeconds(3);

    /// <summary>The same place as a raw TCP stream, as in <c>tcp://node:2217</c>.</summary>
    internal string RawForm => Host.Contains(':') ? $"tcp://[{Host}]:{Port}" : $"tcp://{Host}:{Port}";

    /// <summary>Understands an address.</summary>
    /// <exception cref="SerialPortException">With <see cref="SerialError.BadAddress"/>.</exception>
    public static PortAddress Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw Bad($"The port's address is empty. {Forms}.");
        if (text.Contains('\0'))
            throw Bad($"The port's address has a NUL character in it. {Forms}.");
        int colon = text.IndexOf("://", StringComparison.Ordinal);
        if (colon < 0)
            return new PortAddress(PortScheme.Device, text) { Path = System.IO.Path.GetFullPath(text) };
        PortScheme scheme = text[..colon].ToLowerInvariant() switch
        {
            "rfc2217" => PortScheme.Rfc2217,
            "tcp" or "socket" => PortScheme.Tcp,
            string other => throw Bad($"'{other}://' is not a kind of port that Gantry knows. {Forms}."),
        };
        return ParseNetwork(scheme, text);
    }

    /// <summary>The same port, called by an address that its host's name has; what people see stays as it was written.</summary>
    public PortAddress At(System.Net.IPAddress host) => this with { Host = host.ToString() };

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static PortAddress ParseNetwork(PortScheme scheme, string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Host.Length == 0)
            throw Bad($"'{text}' has no host. {Forms}.");
        int port =
            uri.Port > 0 ? uri.Port
            : scheme == PortScheme.Rfc2217 ? DefaultRfc2217Port
            : 0;
        if (port == 0)
            throw Bad($"'{text}' has no port number. {Forms}.");
        if (uri.AbsolutePath.Length > 1)
            throw Bad($"'{text}' has a path after the port number. {Forms}.");
        var address = new PortAddress(scheme, text) { Host = uri.Host.Trim('[', ']'), Port = port };
        foreach (string option in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            address = address.With(option);
        return address;
    }

    private PortAddress With(string option)
    {
        string[] parts = option.Split('=', 2);
        switch (parts[0])
        {
            case "ign_set_control" when Scheme == PortScheme.Rfc2217:
                return this with { IgnoreSetControl = true };
            case "mode" when Scheme == PortScheme.Rfc2217:
                return this with
                {
                    IsWatch = parts is [_, "watch" or "write"]
                        ? parts[1] == "watch"
                        : throw Bad($"'{option}' in '{Text}': expected mode=watch or mode=write."),
                };
            case "timeout":
                if (
                    parts.Length == 2
                    && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
                    && seconds is > 0 and <= 60
                )
                    return this with { AnswerTimeout = TimeSpan.FromSeconds(seconds) };
                throw Bad($"'{option}' in '{Text}': expected timeout=SECONDS, more than 0 and at most 60.");
            case "poll_modem" or "logging":
                // pySerial's own; the modem state is always told here, and logging is not set by an address.
                return this;
            default:
                throw Bad(
                    $"'{option}' in '{Text}' is not an option. Known are ign_set_control, mode=watch and timeout=SECONDS."
                );
        }
    }

    private static SerialPortException Bad(string message) => new(SerialError.BadAddress, message);
}
