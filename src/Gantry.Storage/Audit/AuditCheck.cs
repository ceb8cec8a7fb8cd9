namespace Gantry.Storage.Audit;

/// <summary>Whether the audit log is as it was written.</summary>
/// <param name="Entries">Entries looked at.</param>
/// <param name="FirstBroken">The first that was changed, or before which one is missing; null when all is well.</param>
/// <param name="Head">
/// The hash of the last good entry. Kept elsewhere, it proves later that nothing was cut off the end, which the log itself cannot.
/// </param>
public sealed record AuditCheck(long Entries, long? FirstBroken, string Head);
