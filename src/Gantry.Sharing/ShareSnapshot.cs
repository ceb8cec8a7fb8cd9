using System.Net;
using Gantry.Serial;

namespace Gantry.Sharing;

/// <summary>How a share is at one moment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Device">Its device's path, as it was given or told last.</param>
/// <param name="Address">Where it listens, with the port that it really has.</param>
/// <param name="State">How it is.</param>
/// <param name="Holder">The client that writes, or null.</param>
/// <param name="Watchers">How many clients only watch.</param>
/// <param name="Settings">The port's settings, or null while there is no device.</param>
/// <param name="LastError">What went wrong last, or null.</param>
public sealed record ShareSnapshot(
    string Name,
    string Device,
    IPEndPoint Address,
    ShareState State,
    ShareHolder? Holder,
    int Watchers,
    SerialSettings? Settings,
    string? LastError
)
{
    /// <summary>Bytes that came from the device since the share began.</summary>
    public long BytesFromDevice { get; init; }

    /// <summary>Bytes that clients sent to the device since the share began.</summary>
    public long BytesToDevice { get; init; }
}
