namespace Gantry.Serial;

/// <summary>The kinds of port addresses.</summary>
public enum PortScheme
{
    /// <summary>A tty of this machine, by its path.</summary>
    Device,

    /// <summary>A port behind an RFC 2217 access server.</summary>
    Rfc2217,

    /// <summary>A raw TCP stream: bytes only, no settings, no lines.</summary>
    Tcp,
}
