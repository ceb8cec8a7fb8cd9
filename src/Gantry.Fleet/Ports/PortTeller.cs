using Gantry.Fleet.Events;
using Gantry.Fleet.Printers;

namespace Gantry.Fleet.Ports;

/// <summary>Tells listeners of ports that have changed; where only bytes pass, not every second.</summary>
internal sealed class PortTeller(FleetContext context)
{
    private static readonly TimeSpan TrafficInterval = TimeSpan.FromSeconds(3);

    private Dictionary<int, (PortView View, DateTimeOffset At)> _told = [];

    /// <summary>All ports as they are now.</summary>
    public void Tell(IReadOnlyList<PortView> ports)
    {
        DateTimeOffset now = context.Time.GetUtcNow();
        var told = new Dictionary<int, (PortView, DateTimeOffset)>();
        foreach (PortView port in ports)
        {
            int number = port.Number ?? 0;
            if (_told.TryGetValue(number, out (PortView View, DateTimeOffset At) before) && IsNoNews(before, port, now))
            {
                told[number] = before;
                continue;
            }
            told[number] = (port, now);
            context.Events.Tell(EventTopics.Port, port, number, PrintersOf(port));
        }
        foreach (int gone in _told.Keys.Except(told.Keys))
            context.Events.Tell(EventTopics.PortRemoved, new IdView(gone), gone, PrintersOf(_told[gone].View));
        _told = told;
    }

    /// <summary>A port of no printer is about none: keys for certain printers do not hear of it.</summary>
    private static HashSet<long> PrintersOf(PortView port) => port.Share?.Printer is { } printer ? [printer.Id] : [];

    private static bool IsNoNews((PortView View, DateTimeOffset At) before, PortView now, DateTimeOffset time) =>
        before.View == now || (time - before.At < TrafficInterval && Quiet(before.View) == Quiet(now));

    private static PortView Quiet(PortView port) =>
        port with
        {
            Share = port.Share is { } share ? share with { BytesIn = 0, BytesOut = 0 } : null,
        };
}
