using System.Security.Cryptography;
using System.Text;
using Gantry.Storage.Files;

namespace Gantry.Storage.Settings;

/// <summary>
/// Seals secrets with the key file of the data directory (AES-256-GCM, NIST SP 800-38D), so that who reads the database or
/// a copy of it does not have them. All nodes of one database need the same key file.
/// </summary>
internal sealed class SecretBox(string keyFile)
{
    private const int KeyBytes = 32;
    private const int IdBytes = 8;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const byte Format = 1;
    private const int HeadBytes = 1 + IdBytes + NonceBytes + TagBytes;

    private readonly Lock _gate = new();
    private byte[]? _key;

    /// <summary>Seals a secret under its name; a sealed secret that is put under another name does not open.</summary>
    /// <exception cref="SecretKeyException">The key file is damaged, or cannot be written.</exception>
    public byte[] Seal(string name, string secret)
    {
        byte[] key = GetKey(create: true);
        byte[] text = Encoding.UTF8.GetBytes(secret);
        byte[] sealedText = new byte[HeadBytes + text.Length];
        sealedText[0] = Format;
        Id(key).CopyTo(sealedText.AsSpan(1));
        Span<byte> nonce = sealedText.AsSpan(1 + IdBytes, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(
            nonce,
            text,
            sealedText.AsSpan(HeadBytes),
            sealedText.AsSpan(HeadBytes - TagBytes, TagBytes),
            Encoding.UTF8.GetBytes(name)
        );
        return sealedText;
    }

    /// <summary>Opens a secret.</summary>
    /// <exception cref="SecretKeyException">It was sealed with another key, or was changed.</exception>
    public string Open(string name, byte[] sealedText)
    {
        if (!IsMine(sealedText))
            throw new SecretKeyException(
                $"The secret '{name}' was sealed with another key than that in {keyFile}. Bring the key file that belongs to this database, or set the secret anew."
            );
        byte[] text = new byte[sealedText.Length - HeadBytes];
        try
        {
            using var aes = new AesGcm(GetKey(create: false), TagBytes);
            aes.Decrypt(
                sealedText.AsSpan(1 + IdBytes, NonceBytes),
                sealedText.AsSpan(HeadBytes),
                sealedText.AsSpan(HeadBytes - TagBytes, TagBytes),
                text,
                Encoding.UTF8.GetBytes(name)
            );
        }
        catch (CryptographicException e)
        {
            throw new SecretKeyException($"The secret '{name}' was changed in the database. Set it anew.", e);
        }
        return Encoding.UTF8.GetString(text);
    }

    /// <summary>Another key for another purpose, the same on all nodes that have this key file (HKDF, RFC 5869).</summary>
    /// <exception cref="SecretKeyException">The key file is damaged, or cannot be written.</exception>
    public byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, GetKey(create: true), KeyBytes, info: Encoding.UTF8.GetBytes(purpose));

    /// <summary>Whether something was sealed with this key.</summary>
    /// <exception cref="SecretKeyException">The key file is damaged.</exception>
    public bool IsMine(byte[] sealedText) =>
        sealedText.Length >= HeadBytes
        && sealedText[0] == Format
        && File.Exists(keyFile)
        && sealedText.AsSpan(1, IdBytes).SequenceEqual(Id(GetKey(create: false)));

    /// <summary>Tells keys apart without telling them.</summary>
    private static byte[] Id(byte[] key) => SHA256.HashData([.. "gantry key "u8, .. key])[..IdBytes];

    private byte[] GetKey(bool create)
    {
        lock (_gate)
        {
            if (_key is not null)
                return _key;
            if (create && !File.Exists(keyFile))
                Create();
            return _key = Read();
        }
    }

    private byte[] Read()
    {
        try
        {
            byte[] key = Convert.FromBase64String(File.ReadAllText(keyFile).Trim());
            if (key.Length == KeyBytes)
                return key;
        }
        catch (FormatException)
        {
            // Said below.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SecretKeyException($"The key file {keyFile} cannot be read: {e.Message}", e);
        }
        throw new SecretKeyException(
            $"{keyFile} is no key file (32 bytes in base64). Bring back the one from your backup, or remove it and set all secrets anew."
        );
    }

    private void Create()
    {
        string temporary = keyFile + "." + Path.GetRandomFileName();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var file = new FileStream(temporary, options))
            {
                file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes))));
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, keyFile, overwrite: false);
            FileSync.FlushFolder(Path.GetDirectoryName(keyFile)!);
        }
        catch (IOException) when (File.Exists(keyFile))
        {
            // Another process was faster: its key is the key.
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SecretKeyException($"The key file {keyFile} cannot be written: {e.Message}", e);
        }
    }
}
