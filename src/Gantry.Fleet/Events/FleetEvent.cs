namespace Gantry.Fleet.Events;

/// <summary>Something that happened, ready to be sent to any number of listeners.</summary>
/// <param name="Id">Higher than that of every event before, also of those before the program last started.</param>
/// <param name="Topic">What kind of thing, as <c>printer</c> or <c>job</c>; see <see cref="EventTopics"/>.</param>
/// <param name="Data">The rest as JSON in UTF-8, made once for all listeners.</param>
/// <param name="Subject">The id of the printer, job, file or print that it tells of; 0 when it is about none.</param>
/// <param name="Printers">Which printers it is about, for listeners with a key for certain ones; null: all, or none in particular.</param>
public sealed record FleetEvent(
    long Id,
    string Topic,
    ReadOnlyMemory<byte> Data,
    long Subject,
    IReadOnlySet<long>? Printers = null
);
