namespace Gantry.Fleet.Cameras;

/// <summary>A camera gives no picture; the message says why, in words for people, and never holds an address with its password.</summary>
public sealed class CameraException(string message, Exception? inner = null) : Exception(message, inner);
