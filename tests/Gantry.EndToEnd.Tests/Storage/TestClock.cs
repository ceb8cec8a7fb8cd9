namespace Gantry.EndToEnd.Tests.Storage;

/// <summary>The wall clock stands still until it is moved; timers go by the real one.</summary>
internal sealed class TestClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 12, 1, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
