namespace Gantry.Fleet.Ports;

/// <summary>The printer that uses a port.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
public sealed record PortPrinterView(long Id, string Name);
