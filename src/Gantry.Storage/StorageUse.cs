namespace Gantry.Storage;

/// <summary>What the storage is opened for.</summary>
public enum StorageUse
{
    /// <summary>A server: no other may serve the data directory; the schema is brought up to date.</summary>
    Serve,

    /// <summary>A tool beside a server that may be running, as the backup: the schema must be up to date already.</summary>
    Attend,
}
