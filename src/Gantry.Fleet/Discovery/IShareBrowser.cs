namespace Gantry.Fleet.Discovery;

/// <summary>Knows the serial ports that other machines offer on the network. The server fills it in.</summary>
public interface IShareBrowser
{
    /// <summary>Those that are there now, without waiting.</summary>
    IReadOnlyList<FoundPrinter> List();
}
