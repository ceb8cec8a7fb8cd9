namespace Gantry.Sharing.Devices;

/// <summary>How a share stands with its device.</summary>
internal enum DeviceShareState
{
    /// <summary>It is being opened.</summary>
    Opening,

    /// <summary>It is open.</summary>
    Ready,

    /// <summary>It could not be opened, or was lost.</summary>
    Failed,
}
