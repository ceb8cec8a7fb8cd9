namespace Gantry.Server.Endpoints.Settings;

/// <summary>How long the history is kept.</summary>
/// <param name="Days">Days after which a print leaves the history; 0: never.</param>
/// <param name="MaxBytes">Bytes that files may take which are kept only to be printed again; 0: no limit.</param>
internal sealed record RetentionBody(int? Days = null, long? MaxBytes = null);
