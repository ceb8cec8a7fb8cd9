using Gantry.Fleet.Printers.Profile;

namespace Gantry.Server.Endpoints.Cameras;

/// <summary>A camera that is to be tried.</summary>
/// <param name="CameraSettings">How it would be set up.</param>
/// <param name="PrinterId">The printer whose passwords stand for stars; null for one that is not there yet.</param>
internal sealed record TryCameraBody(CameraSettings CameraSettings, long? PrinterId = null);
