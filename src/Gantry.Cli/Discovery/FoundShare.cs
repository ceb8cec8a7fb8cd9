namespace Gantry.Cli.Discovery;

/// <summary>A serial port that somebody shares, as the portal lists it.</summary>
/// <param name="Url">What to open.</param>
/// <param name="Port">Its TCP port.</param>
/// <param name="Product">The device's name, or nothing.</param>
/// <param name="Serial">Its serial number, or nothing.</param>
/// <param name="Tty">What it is called on its machine, or nothing.</param>
internal sealed record FoundShare(string Url, int Port, string Product, string Serial, string Tty);
