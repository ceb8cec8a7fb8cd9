namespace Gantry.Fleet.Cameras;

/// <summary>What a camera is doing, by the words of the API.</summary>
public enum CameraState
{
    /// <summary>Nobody looks, so it is not asked for anything.</summary>
    Idle,

    /// <summary>Somebody looks; the first picture has not come yet.</summary>
    Connecting,

    /// <summary>Pictures come.</summary>
    Live,

    /// <summary>It gave none, and is tried again.</summary>
    Failed,
}
