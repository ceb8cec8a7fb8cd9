namespace Gantry.Simulator.Commands;

/// <summary>
/// A command that waits for something. While it waits, the firmware keeps reading lines into its queue, reports temperatures
/// and says that it is busy.
/// </summary>
internal abstract class Ongoing
{
    /// <summary>What the keep-alive line says meanwhile.</summary>
    public virtual BusyState Busy => BusyState.Processing;

    /// <summary>Looks whether it is over: null when it is, itself to wait on, another to go on with that.</summary>
    public abstract Ongoing? Poll(TimeSpan now);

    /// <summary>When to look again; not before <paramref name="now"/>, and then only if it would be over.</summary>
    public abstract TimeSpan NextLook(TimeSpan now);
}
