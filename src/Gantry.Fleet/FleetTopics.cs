using System.Globalization;
using Gantry.Storage;
using Gantry.Storage.Cluster;

namespace Gantry.Fleet;

/// <summary>Telling of a change of one thing.</summary>
internal static class FleetTopics
{
    /// <summary>Tells of it when the unit of work is saved.</summary>
    public static void Tell(this IStoreSession session, string topic, long id) =>
        session.Publish(new Change(topic, id.ToString(CultureInfo.InvariantCulture)));
}
