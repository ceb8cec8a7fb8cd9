using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Gantry.Storage.Files;

/// <summary>The SHA-256 of a file's bytes (FIPS 180-4), which is its name in the store: 64 lower-case hexadecimal digits.</summary>
public readonly record struct ContentHash
{
    /// <summary>Digits of the written form.</summary>
    public const int Digits = 64;

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    private readonly string? _text;

    private ContentHash(string text) => _text = text;

    /// <summary>The hash of all bytes zero for a hash that was never set.</summary>
    private string Text => _text ?? new string('0', Digits);

    /// <summary>Takes the 32 bytes of a SHA-256.</summary>
    /// <exception cref="ArgumentException">It is not 32 bytes.</exception>
    public static ContentHash From(ReadOnlySpan<byte> sha256) =>
        sha256.Length == Digits / 2
            ? new ContentHash(Convert.ToHexStringLower(sha256))
            : throw new ArgumentException($"A SHA-256 has 32 bytes, not {sha256.Length}.", nameof(sha256));

    /// <summary>Reads the written form; digits may be upper-case. Nothing else is taken, so that a hash is safe in a path.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ContentHash hash)
    {
        string? lower = text?.Length == Digits ? text.ToLowerInvariant() : null;
        bool good = lower is not null && !lower.AsSpan().ContainsAnyExcept(Hexadecimal);
        hash = good ? new ContentHash(lower!) : default;
        return good;
    }

    /// <summary>Reads the written form.</summary>
    /// <exception cref="FormatException">It is not 64 hexadecimal digits.</exception>
    public static ContentHash Parse(string text) =>
        TryParse(text, out ContentHash hash)
            ? hash
            : throw new FormatException("A content hash is 64 hexadecimal digits of a SHA-256.");

    /// <summary>The written form.</summary>
    public override string ToString() => Text;
}
