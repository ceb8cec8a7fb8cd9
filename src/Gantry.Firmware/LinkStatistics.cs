namespace Gantry.Firmware;

/// <summary>Counts of a link since it was made, or since <see cref="Restart"/>.</summary>
public sealed class LinkStatistics
{
    /// <summary>Lines of the stream that were acknowledged.</summary>
    public long Lines { get; private set; }

    /// <summary>Bytes sent, line numbers, checksums, repetitions and probes included.</summary>
    public long Bytes { get; private set; }

    /// <summary>Bytes of the commands in the stream, a line end each, without numbers, checksums and repetitions.</summary>
    public long CommandBytes { get; private set; }

    /// <summary>Times that sending went back to an earlier line.</summary>
    public long Resends { get; internal set; }

    /// <summary>Acknowledgements that never came.</summary>
    public long OksLost { get; internal set; }

    /// <summary>Acknowledgements that belonged to nothing.</summary>
    public long OksUnexpected { get; internal set; }

    /// <summary>From a line's sending to its acknowledgement.</summary>
    public DurationHistogram RoundTrips { get; } = new();

    /// <summary>Counts from zero again.</summary>
    public void Restart()
    {
        Lines = Bytes = CommandBytes = Resends = OksLost = OksUnexpected = 0;
        RoundTrips.Clear();
    }

    internal void OnSent(int bytes) => Bytes += bytes;

    internal void OnFirstSent(int commandBytes) => CommandBytes += commandBytes + 1;

    internal void OnAcknowledged(TimeSpan roundTrip)
    {
        Lines++;
        RoundTrips.Add(roundTrip);
    }
}
