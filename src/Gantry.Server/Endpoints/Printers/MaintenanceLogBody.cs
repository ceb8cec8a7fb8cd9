namespace Gantry.Server.Endpoints.Printers;

/// <summary>Something that was done to a printer.</summary>
/// <param name="Text">What; may be left out when the task says it.</param>
/// <param name="TaskId">The task that is done thereby; null for none.</param>
internal sealed record MaintenanceLogBody(string? Text = null, long? TaskId = null);
