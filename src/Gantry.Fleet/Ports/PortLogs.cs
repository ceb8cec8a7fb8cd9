using System.Globalization;
using Gantry.Fleet.Errors;
using Gantry.Fleet.People;
using Gantry.Sharing.Traffic;

namespace Gantry.Fleet.Ports;

/// <summary>
/// The logs of what passed through shares. A name from outside is only ever compared with those that are there, so that no name
/// leads out of their folder.
/// </summary>
public sealed class PortLogs
{
    /// <summary>The most lines that are read at a time.</summary>
    public const int MostLines = 10_000;

    private readonly PortHub _hub;

    internal PortLogs(PortHub hub) => _hub = hub;

    /// <summary>The files of all ports, or of one, the one that was written to last first.</summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    public IReadOnlyList<TrafficFile> List(Caller caller, int? number = null)
    {
        caller.Demand(Right.PortsRead);
        string prefix = PrefixOf(number);
        return
        [
            .. TrafficFiles
                .List(_hub.TrafficFolder)
                .Where(f => f.Name.StartsWith(prefix, StringComparison.Ordinal) && MayRead(caller, f.Name)),
        ];
    }

    /// <summary>The last lines of a file.</summary>
    /// <exception cref="FleetException">The caller may not, or there is no such file.</exception>
    public async Task<TrafficTail> TailAsync(Caller caller, string name, int lines, CancellationToken cancellationToken)
    {
        caller.Demand(Right.PortsRead);
        if (!MayRead(caller, name))
            throw FleetException.NotFound("such log");
        return await TrafficFiles.TailAsync(
                _hub.TrafficFolder,
                name,
                Math.Clamp(lines, 1, MostLines),
                cancellationToken
            ) ?? throw FleetException.NotFound("such log");
    }

    /// <summary>A whole file of a port, to be disposed by the caller.</summary>
    /// <exception cref="FleetException">The caller may not, or there is no such file.</exception>
    public FileStream Open(Caller caller, int number, string name)
    {
        if (List(caller, number).All(f => f.Name != name))
            throw FleetException.NotFound("such log");
        try
        {
            return new FileStream(
                Path.Combine(_hub.TrafficFolder, name),
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
        }
        catch (IOException e)
        {
            throw new FleetException(FleetError.NotFound, $"The log cannot be read: {e.Message}", e);
        }
    }

    /// <summary>A file is named after its port's number.</summary>
    private bool MayRead(Caller caller, string name) =>
        caller.MayUsePort(
            int.TryParse(name.Split('_')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? _hub.View(number)?.Share?.Printer?.Id
                : null
        );

    private static string PrefixOf(int? number) =>
        number is { } port ? string.Create(CultureInfo.InvariantCulture, $"{port}_") : "";
}
