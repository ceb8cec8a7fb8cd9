namespace Gantry.Fleet.Prints;

/// <summary>A print may start only when somebody has approved its file; the message says why.</summary>
internal sealed class NeedsApprovalException(string message) : Exception(message);
