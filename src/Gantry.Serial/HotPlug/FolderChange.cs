namespace Gantry.Serial.HotPlug;

/// <summary>What became of a name in a folder.</summary>
public enum FolderChange
{
    /// <summary>It was made, or moved here.</summary>
    Came,

    /// <summary>Its owner or mode changed.</summary>
    Changed,

    /// <summary>It was taken away.</summary>
    Gone,

    /// <summary>There was too much at once: nobody knows what happened, look at everything.</summary>
    Overflow,
}
