namespace Gantry.Fleet.Printers.Profile;

/// <summary>Where the pictures of a printer come from. The first that is set counts; with none of them it has no camera.</summary>
public sealed record CameraSettings
{
    /// <summary>An MJPEG stream, as <c>http://camera:8080/?action=stream</c>.</summary>
    public string StreamUrl { get; init; } = "";

    /// <summary>A single JPEG, to be asked for again and again.</summary>
    public string SnapshotUrl { get; init; } = "";

    /// <summary>A camera of this machine, as <c>/dev/video0</c>.</summary>
    public string Device { get; init; } = "";

    /// <summary>Whether a picture is drawn where there is no camera, to try things out.</summary>
    public bool TestPicture { get; init; }

    /// <summary>Whether there is a camera at all.</summary>
    public bool IsSet => StreamUrl.Length > 0 || SnapshotUrl.Length > 0 || Device.Length > 0 || TestPicture;
}
