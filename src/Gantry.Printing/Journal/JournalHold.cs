namespace Gantry.Printing.Journal;

/// <summary>
/// A journal belongs to whoever has it open: the actor that prints from it, a node that is frozen with it, a port that hangs and so
/// closes late, or for a moment a program that this process starts, until it becomes what it is to be.
/// </summary>
public static class JournalHold
{
    /// <summary>EWOULDBLOCK of Linux and macOS, which flock gives; ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows.</summary>
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    /// <summary>Whether a journal is there and nobody has it open.</summary>
    public static bool IsFree(string path)
    {
        try
        {
            File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Whether this is why a file could not be opened.</summary>
    internal static bool IsCauseOf(Exception e) => e is IOException && Held.Contains(e.HResult);
}
