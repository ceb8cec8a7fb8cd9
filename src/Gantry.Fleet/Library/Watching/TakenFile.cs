namespace Gantry.Fleet.Library;

/// <summary>What becomes of a file of a watched folder that is in the library now.</summary>
public enum TakenFile
{
    /// <summary>It is moved to the subfolder <c>imported</c>.</summary>
    Moved,

    /// <summary>It stays.</summary>
    Kept,

    /// <summary>It is deleted.</summary>
    Deleted,
}
