namespace Gantry.Storage.Backup;

/// <summary>How a passphrase becomes the key of the secrets in a backup: PBKDF2 with HMAC-SHA-512 (RFC 8018).</summary>
/// <param name="Iterations">The cost.</param>
/// <param name="Salt">The salt.</param>
internal sealed record BackupSeal(int Iterations, byte[] Salt);
