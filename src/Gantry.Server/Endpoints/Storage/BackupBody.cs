namespace Gantry.Server.Endpoints.Storage;

/// <summary>How a backup is wanted.</summary>
/// <param name="Passphrase">Seals the secrets; null: they are left out.</param>
internal sealed record BackupBody(string? Passphrase = null);
