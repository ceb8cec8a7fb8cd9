namespace Gantry.Fleet.Printers.Views;

/// <summary>Who a firmware is.</summary>
/// <param name="Name">Its name, as <c>Marlin</c>.</param>
/// <param name="Version">Its version.</param>
/// <param name="Machine">The machine that it is built for.</param>
/// <param name="Capabilities">What it can do, by the names that it gives.</param>
public sealed record FirmwareView(string Name, string Version, string Machine, IReadOnlyList<string> Capabilities);
