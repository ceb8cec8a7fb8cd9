namespace Gantry.Fleet.Cameras;

/// <summary>A camera as the API shows it.</summary>
public sealed record CameraView
{
    /// <summary>Where its pictures come from.</summary>
    public CameraKind Kind { get; init; }

    /// <summary>What it is doing.</summary>
    public CameraState State { get; init; }

    /// <summary>Why it gives no picture, in words; empty when it does.</summary>
    public string Trouble { get; init; } = "";

    /// <summary>When the last picture came; null when none has.</summary>
    public DateTimeOffset? FrameAt { get; init; }

    /// <summary>Who looks now.</summary>
    public int Viewers { get; init; }

    /// <summary>How it is to be shown.</summary>
    public CameraLook Look { get; init; } = new(0, false, false);
}
