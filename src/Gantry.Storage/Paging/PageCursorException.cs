namespace Gantry.Storage;

/// <summary>What was given as the place to go on from was not made by the page before, or for another order.</summary>
public sealed class PageCursorException(Exception? inner = null)
    : StorageException(
        "The place to go on from is not one that the page before gave. Begin with the first page.",
        inner
    );
