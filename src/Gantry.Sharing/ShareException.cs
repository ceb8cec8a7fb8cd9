namespace Gantry.Sharing;

/// <summary>A share cannot be made as it is wished for; the message says why and what to do.</summary>
public sealed class ShareException(string message, Exception? inner = null) : Exception(message, inner);
