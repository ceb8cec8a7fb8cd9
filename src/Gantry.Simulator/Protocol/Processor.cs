namespace Gantry.Simulator.Protocol;

/// <summary>The firmware's own clock: when the processor has done all the work that it was given so far.</summary>
internal sealed class Processor
{
    /// <summary>The time that the code running now sees.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>Waits for something that happens at a time, unless it is past already.</summary>
    public void WaitUntil(TimeSpan time)
    {
        if (time > Now)
            Now = time;
    }

    /// <summary>Works for a while; nothing else is done meanwhile.</summary>
    public void Work(TimeSpan duration) => Now += duration;

    /// <summary>Drops the work that it was at: the board was reset.</summary>
    public void Restart(TimeSpan at) => Now = at;
}
