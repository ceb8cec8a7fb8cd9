namespace Gantry.Fleet.Cameras.Sources;

/// <summary>A camera while it is open. One caller at a time; disposing it ends everything that it holds.</summary>
internal interface ICameraSource : IAsyncDisposable
{
    /// <summary>The next whole picture as a JPEG; null when the camera has ended.</summary>
    /// <exception cref="CameraException">It gives none.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="HttpRequestException">It does not answer, or not with pictures.</exception>
    Task<byte[]?> NextAsync(CancellationToken stop);
}
