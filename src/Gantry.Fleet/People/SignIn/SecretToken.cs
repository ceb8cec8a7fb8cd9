using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Gantry.Fleet.People;

/// <summary>Random words that stand for somebody: session cookies and keys. Only their hashes are kept.</summary>
internal static class SecretToken
{
    /// <summary>256 bits: nobody guesses one, so a plain hash is enough to keep it.</summary>
    private const int Bytes = 32;

    /// <summary>The most characters that are looked at; ours have 43 and a prefix.</summary>
    public const int MaxLength = 128;

    /// <summary>Makes one.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is kept of it: its SHA-256 in hexadecimal digits.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Whether two are the same, in a time that does not depend on where they differ.</summary>
    public static bool AreEqual(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(one)),
            SHA256.HashData(Encoding.UTF8.GetBytes(other))
        );
}
