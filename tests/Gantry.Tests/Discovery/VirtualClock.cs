namespace Gantry.Tests.Discovery;

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class VirtualClock : TimeProvider
{
    public TimeSpan Now { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now.Ticks;
}
