namespace Gantry.Fleet.Cameras.Sources;

/// <summary>A program that reads a camera of this machine and writes JPEGs to its output.</summary>
/// <param name="Program">Its path.</param>
/// <param name="Arguments">What it is started with, word for word: there is no shell.</param>
internal sealed record DeviceHelper(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>
    /// The ways in which this machine can read a device, the cheapest first: pictures that the camera itself has packed cost
    /// nothing; where it gives none, ffmpeg packs them.
    /// </summary>
    /// <param name="device">The device.</param>
    /// <param name="folders">Where programs are looked for.</param>
    public static IReadOnlyList<DeviceHelper> Find(string device, IReadOnlyList<string> folders)
    {
        var ways = new List<DeviceHelper>();
        string[] quiet = ["-hide_banner", "-loglevel", "error", "-nostdin", "-f", "v4l2"];
        string? ffmpeg = Locate("ffmpeg", folders);
        if (ffmpeg is not null)
            ways.Add(
                new(ffmpeg, [.. quiet, "-input_format", "mjpeg", "-i", device, "-c:v", "copy", "-f", "mjpeg", "pipe:1"])
            );
        if (Locate("v4l2-ctl", folders) is { } control)
            ways.Add(
                new(control, ["--device", device, "--set-fmt-video=pixelformat=MJPG", "--stream-mmap", "--stream-to=-"])
            );
        if (ffmpeg is not null)
            ways.Add(
                new(ffmpeg, [.. quiet, "-i", device, "-c:v", "mjpeg", "-q:v", "6", "-r", "10", "-f", "mjpeg", "pipe:1"])
            );
        return ways;
    }

    /// <summary>Where programs of this machine are.</summary>
    public static IReadOnlyList<string> SystemFolders() =>
        [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Where(Path.IsPathRooted)];

    private static string? Locate(string name, IReadOnlyList<string> folders) =>
        folders.Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists);
}
