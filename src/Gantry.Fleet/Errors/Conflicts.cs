using Gantry.Storage;

namespace Gantry.Fleet.Errors;

/// <summary>What somebody else changed between its reading and its writing.</summary>
internal static class Conflicts
{
    private const int MostTries = 5;

    /// <summary>
    /// Makes a change that reads what it builds on, and makes it once more on top of whatever came in between. The fifth conflict in
    /// a row is the caller's.
    /// </summary>
    public static async Task OvercomeAsync(Func<Task> change)
    {
        for (int tries = 1; ; tries++)
            try
            {
                await change();
                return;
            }
            catch (VersionConflictException) when (tries < MostTries)
            {
                // Once more, on top of that.
            }
    }
}
