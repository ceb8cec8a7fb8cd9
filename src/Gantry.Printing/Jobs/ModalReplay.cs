using Gantry.GCode;

namespace Gantry.Printing.Jobs;

/// <summary>Finds out how a printer stands in the middle of a file, by reading the file up to there.</summary>
public static class ModalReplay
{
    /// <summary>Takes commands up to a number, that one included.</summary>
    /// <param name="state">Taken along.</param>
    /// <param name="reader">A reader in front of what <paramref name="state"/> has not seen yet.</param>
    /// <param name="through">The number of the last command, counted from 1 as <see cref="GCodeReader.CommandNumber"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>False when the file ended before.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async ValueTask<bool> ReplayAsync(
        this ModalState state,
        GCodeReader reader,
        long through,
        CancellationToken cancellationToken = default
    )
    {
        while (reader.CommandNumber < through)
        {
            if (!await reader.ReadAsync(cancellationToken))
                return false;
            state.Execute(reader.Command);
        }
        return true;
    }
}
