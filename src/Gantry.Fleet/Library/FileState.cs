namespace Gantry.Fleet.Library;

/// <summary>What is known of a file.</summary>
public enum FileState
{
    /// <summary>Its analysis is still to come.</summary>
    Analysing,

    /// <summary>All is known; it can be printed.</summary>
    Ready,

    /// <summary>It is damaged inside; <see cref="Storage.Library.LibraryFile.Problem"/> says how.</summary>
    Failed,
}
