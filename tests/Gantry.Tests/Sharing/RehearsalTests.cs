using Gantry.Sharing;

namespace Gantry.Tests.Sharing;

/// <summary>What is played before the first client comes.</summary>
public sealed class RehearsalTests
{
    [Fact]
    public async Task It_is_played_through() => (await Rehearsal.BeginAsync(TimeProvider.System)).ShouldBeTrue();
}
