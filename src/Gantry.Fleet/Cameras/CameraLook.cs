using Gantry.Fleet.Printers.Profile;

namespace Gantry.Fleet.Cameras;

/// <summary>How a camera's pictures are to be shown; whoever shows them turns them, the pictures themselves stay as they came.</summary>
/// <param name="Rotate">Degrees clockwise: 0, 90, 180 or 270. Comes after the mirroring.</param>
/// <param name="FlipHorizontal">Whether left and right change places.</param>
/// <param name="FlipVertical">Whether top and bottom change places.</param>
public sealed record CameraLook(int Rotate, bool FlipHorizontal, bool FlipVertical)
{
    internal static CameraLook Of(CameraSettings settings) =>
        new(settings.Rotate, settings.FlipHorizontal, settings.FlipVertical);
}
