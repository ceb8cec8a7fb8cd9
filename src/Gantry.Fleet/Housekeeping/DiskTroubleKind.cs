namespace Gantry.Fleet.Housekeeping;

/// <summary>What is wrong with a disk, the worst last.</summary>
internal enum DiskTroubleKind
{
    /// <summary>No more files are taken.</summary>
    Low,

    /// <summary>Nothing new is started.</summary>
    Full,

    /// <summary>Nothing can be written.</summary>
    ReadOnly,
}
