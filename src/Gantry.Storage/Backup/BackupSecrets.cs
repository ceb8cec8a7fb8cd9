using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gantry.Storage.Settings;
using Gantry.Storage.Sql;

namespace Gantry.Storage.Backup;

/// <summary>The secrets in a backup: sealed with a passphrase (AES-256-GCM, NIST SP 800-38D), or not there.</summary>
internal static class BackupSecrets
{
    /// <summary>The fewest characters of a passphrase.</summary>
    public const int MinPassphrase = 8;

    /// <summary>Six times what OWASP asks for passwords: a backup may be attacked for years, and this is done once.</summary>
    private const int Iterations = 1_260_000;

    /// <summary>A crafted backup must not keep the processor for hours.</summary>
    private const int MaxIterations = 20_000_000;

    private const int MinIterations = 100_000;
    private const int SaltBytes = 16;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Bytes of all secrets of an installation, generously.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    private static ReadOnlySpan<byte> Purpose => "gantry backup secrets 1"u8;

    /// <summary>A seal with a salt of its own.</summary>
    public static BackupSeal NewSeal() => new(Iterations, RandomNumberGenerator.GetBytes(SaltBytes));

    /// <summary>Reads all secrets.</summary>
    /// <exception cref="SecretKeyException">They were sealed with another key file.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(
        SqlSession sql,
        SecretBox box,
        CancellationToken cancellationToken
    )
    {
        var repository = new SecretRepository(sql, box);
        var secrets = new Dictionary<string, string>();
        foreach (string name in await repository.ListNamesAsync(cancellationToken))
            secrets.Add(name, (await repository.FindAsync(name, cancellationToken))!);
        return secrets;
    }

    /// <summary>Seals them.</summary>
    public static byte[] Seal(IReadOnlyDictionary<string, string> secrets, BackupSeal seal, string passphrase)
    {
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(secrets);
        byte[] all = new byte[NonceBytes + TagBytes + text.Length];
        RandomNumberGenerator.Fill(all.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(Key(seal, passphrase), TagBytes);
        aes.Encrypt(
            all.AsSpan(0, NonceBytes),
            text,
            all.AsSpan(NonceBytes + TagBytes),
            all.AsSpan(NonceBytes, TagBytes),
            Purpose
        );
        return all;
    }

    /// <summary>Opens them.</summary>
    /// <exception cref="BackupException">The passphrase is wrong, or they were changed.</exception>
    public static IReadOnlyDictionary<string, string> Open(byte[] all, BackupSeal seal, string passphrase)
    {
        if (
            all.Length < NonceBytes + TagBytes
            || seal.Iterations is < MinIterations or > MaxIterations
            || seal.Salt.Length != SaltBytes
        )
            throw new BackupException(
                "The secrets of the backup are damaged. Leave the passphrase away to restore without them."
            );
        byte[] text = new byte[all.Length - NonceBytes - TagBytes];
        try
        {
            using var aes = new AesGcm(Key(seal, passphrase), TagBytes);
            aes.Decrypt(
                all.AsSpan(0, NonceBytes),
                all.AsSpan(NonceBytes + TagBytes),
                all.AsSpan(NonceBytes, TagBytes),
                text,
                Purpose
            );
            return JsonSerializer.Deserialize<Dictionary<string, string>>(text) ?? [];
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            throw new BackupException(
                "The passphrase is not the one of the backup, or its secrets were changed. Leave the passphrase away to restore without them.",
                e
            );
        }
    }

    private static byte[] Key(BackupSeal seal, string passphrase) =>
        Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(passphrase),
            seal.Salt,
            seal.Iterations,
            HashAlgorithmName.SHA512,
            32
        );
}
