namespace Gantry.Simulator.Hosting;

/// <summary>
/// What carries a live printer's bytes: a pty, or a TCP connection with or without RFC 2217. All calls come on the event loop's
/// thread.
/// </summary>
internal interface IPrinterLine : IDisposable
{
    /// <summary>Where a host finds the printer, for people.</summary>
    string Address { get; }

    /// <summary>Whether bytes wait because the host does not read them.</summary>
    bool IsClogged { get; }

    /// <summary>Begins to carry bytes for a printer.</summary>
    void Start(LivePrinter printer);

    /// <summary>Hands over what the host has written, as far as the printer takes it.</summary>
    void Pump();

    /// <summary>Sends what the printer says; without a host it is lost, as on a wire that nobody listens to.</summary>
    void Send(ReadOnlySpan<byte> bytes);

    /// <summary>The port goes away, as when its cable is pulled.</summary>
    void Unplug();

    /// <summary>The port is back.</summary>
    void Plug();
}
