namespace Gantry.Fleet.Cameras;

/// <summary>What a camera may take of this machine, and how long it is waited for.</summary>
internal static class CameraLimits
{
    /// <summary>The largest picture: four times what a camera of 4K sends.</summary>
    public const int MostFrameBytes = 8 * 1024 * 1024;

    /// <summary>
    /// Between two pictures stand a boundary and some headers; what is longer is no stream of pictures. A picture that was cut
    /// off in the head of a segment takes up to 64 KiB with it.
    /// </summary>
    public const int MostBetweenBytes = 256 * 1024;

    /// <summary>Viewers of one camera at once.</summary>
    public const int MostViewers = 200;

    /// <summary>Until a connection stands and its answer begins.</summary>
    public static readonly TimeSpan Answer = TimeSpan.FromSeconds(10);

    /// <summary>From one whole picture to the next.</summary>
    public static readonly TimeSpan Frame = TimeSpan.FromSeconds(15);

    /// <summary>How long a camera stays open after the last viewer went, so that one who looks again need not wait.</summary>
    public static readonly TimeSpan Linger = TimeSpan.FromSeconds(5);

    /// <summary>A picture of this age still shows what is.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    /// <summary>The first pause after a failure; it doubles.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between two tries.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>From one question for a single picture to the next.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
}
