using Gantry.Fleet.Events;
using Gantry.Fleet.People;

namespace Gantry.Server.Live;

/// <summary>Which events a listener may see, and wants to.</summary>
internal sealed class EventFilter(Caller caller, IReadOnlySet<string>? topics)
{
    /// <summary>The topics of a query, separated by commas; null for all.</summary>
    public static IReadOnlySet<string>? ReadTopics(string? text) =>
        string.IsNullOrWhiteSpace(text)
            ? null
            : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet();

    public bool Wants(FleetEvent told)
    {
        string group = told.Topic.Split('.')[0];
        return (topics is null || topics.Contains(group))
            && caller.May(RightFor(group))
            && caller.MaySeeAnyOf(told.Printers)
            && (group != EventTopics.Printer || caller.MayUsePrinter(told.Subject));
    }

    private static Right RightFor(string group) =>
        group switch
        {
            EventTopics.File => Right.LibraryRead,
            EventTopics.Print => Right.HistoryRead,
            EventTopics.Port => Right.PortsRead,
            _ => Right.FleetRead,
        };
}
