using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gantry.Fleet.People;

/// <summary>
/// A password as it is kept: <c>pbkdf2-sha512$ITERATIONS$SALT$KEY</c> (RFC 8018, salt and key in base64). The cost stands in it,
/// so that it can be raised for new passwords while old ones still open.
/// </summary>
internal static class PasswordHash
{
    /// <summary>What OWASP's password storage cheat sheet asks of PBKDF2 with HMAC-SHA-512.</summary>
    public const int Iterations = 210_000;

    private const string Method = "pbkdf2-sha512";
    private const int SaltBytes = 16;
    private const int KeyBytes = 32;

    /// <summary>A hash out of the database can be expensive, but must not take minutes.</summary>
    private const int MaxIterations = 10_000_000;

    /// <summary>Makes the kept form.</summary>
    public static string Create(string password, int iterations)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltBytes);
        byte[] key = Derive(password, salt, iterations);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Method}${iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(key)}"
        );
    }

    /// <summary>Whether a password is the one that was kept, in a time that does not depend on how nearly it is.</summary>
    public static bool Verify(string password, string kept)
    {
        if (Read(kept) is not { } parts)
            return false;
        byte[] key = Derive(password, parts.Salt, parts.Iterations);
        return CryptographicOperations.FixedTimeEquals(key, parts.Key);
    }

    /// <summary>Whether a password that was kept so shall be kept anew, at the present cost.</summary>
    public static bool IsOld(string kept, int iterations) =>
        Read(kept) is not { } parts || parts.Iterations < iterations;

    private static byte[] Derive(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(password),
            salt,
            iterations,
            HashAlgorithmName.SHA512,
            KeyBytes
        );

    private static (int Iterations, byte[] Salt, byte[] Key)? Read(string kept)
    {
        string[] parts = kept.Split('$');
        if (
            parts.Length != 4
            || parts[0] != Method
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int iterations)
            || iterations is < 1 or > MaxIterations
        )
            return null;
        byte[] salt = new byte[64];
        byte[] key = new byte[64];
        return
            Convert.TryFromBase64String(parts[2], salt, out int saltBytes)
            && Convert.TryFromBase64String(parts[3], key, out int keyBytes)
            && keyBytes == KeyBytes
            ? (iterations, salt[..saltBytes], key[..keyBytes])
            : null;
    }
}
