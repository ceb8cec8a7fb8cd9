namespace Gantry.Server.Endpoints.Queue;

/// <summary>Why something is done.</summary>
/// <param name="Reason">In words.</param>
internal sealed record ReasonBody(string? Reason = null);
