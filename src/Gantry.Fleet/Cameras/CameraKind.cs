namespace Gantry.Fleet.Cameras;

/// <summary>Where the pictures of a camera come from, by the words of the API.</summary>
public enum CameraKind
{
    /// <summary>Nowhere: there is no camera.</summary>
    None,

    /// <summary>An MJPEG stream.</summary>
    Stream,

    /// <summary>A single picture, asked for again and again.</summary>
    Snapshot,

    /// <summary>A camera of this machine.</summary>
    Device,

    /// <summary>They are drawn.</summary>
    Test,
}
