using Gantry.Fleet.Errors;

namespace Gantry.EndToEnd.Tests.Fleet.People;

/// <summary>Expecting that something is refused, and why.</summary>
internal static class Refusals
{
    public static async Task<FleetException> RefusedAsync(FleetError why, Func<Task> what)
    {
        FleetException refused = await Should.ThrowAsync<FleetException>(what);
        refused.Error.ShouldBe(why, refused.Message);
        return refused;
    }
}
