namespace Gantry.EndToEnd.Tests.Fleet;

/// <summary>The clock on the wall, which somebody sets; time goes on as it does.</summary>
internal sealed class JumpingClock : TimeProvider
{
    /// <summary>How far it is ahead.</summary>
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
