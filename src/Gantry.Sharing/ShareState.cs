namespace Gantry.Sharing;

/// <summary>How a share is.</summary>
public enum ShareState
{
    /// <summary>Its device is being opened.</summary>
    Opening,

    /// <summary>It can be used.</summary>
    Ready,

    /// <summary>Its device is not there, or in use elsewhere; clients are told so and closed.</summary>
    Missing,

    /// <summary>It has ended.</summary>
    Stopped,
}
