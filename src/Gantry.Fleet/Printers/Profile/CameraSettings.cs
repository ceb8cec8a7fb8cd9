using System.Text.Json.Serialization;

namespace Gantry.Fleet.Printers.Profile;

/// <summary>Where the pictures of a printer come from. The first that is set counts for moving pictures; with none of them it has no camera.</summary>
public sealed record CameraSettings
{
    /// <summary>An MJPEG stream, as <c>http://camera:8080/?action=stream</c>. A password in it is shown as three stars.</summary>
    public string StreamUrl { get; init; } = "";

    /// <summary>A single JPEG, to be asked for again and again; beside a stream, for single pictures.</summary>
    public string SnapshotUrl { get; init; } = "";

    /// <summary>A camera of this machine, as <c>/dev/video0</c>.</summary>
    public string Device { get; init; } = "";

    /// <summary>Whether a picture is drawn where there is no camera, to try things out.</summary>
    public bool TestPicture { get; init; }

    /// <summary>Degrees by which the picture is shown turned, clockwise: 0, 90, 180 or 270.</summary>
    public int Rotate { get; init; }

    /// <summary>Whether left and right change places.</summary>
    public bool FlipHorizontal { get; init; }

    /// <summary>Whether top and bottom change places.</summary>
    public bool FlipVertical { get; init; }

    /// <summary>Whether there is a camera at all.</summary>
    [JsonIgnore]
    public bool IsSet => StreamUrl.Length > 0 || SnapshotUrl.Length > 0 || Device.Length > 0 || TestPicture;

    /// <summary>For logs: addresses may hold passwords.</summary>
    public override string ToString() => IsSet ? "a camera" : "no camera";
}
