using Gantry.Fleet.Errors;

namespace Gantry.Fleet.History;

/// <summary>Takes pictures from outside: by what they are, not by what they are called.</summary>
internal static class Photos
{
    /// <summary>Reads a picture whole.</summary>
    /// <exception cref="FleetException">It is too large, or neither JPEG nor PNG.</exception>
    public static async Task<byte[]> ReadAsync(Stream from, long most, CancellationToken stop)
    {
        using var to = new MemoryStream();
        byte[] buffer = new byte[16 * 1024];
        for (int read; (read = await from.ReadAsync(buffer, stop)) > 0; )
        {
            if (to.Length + read > most)
                throw new FleetException(FleetError.TooLarge, $"A photo has {most / 1024 / 1024} MiB at most.");
            to.Write(buffer, 0, read);
        }
        byte[] bytes = to.ToArray();
        return IsJpeg(bytes) || IsPng(bytes)
            ? bytes
            : throw FleetException.Invalid("photo", "This is neither a JPEG nor a PNG.");
    }

    /// <summary>ITU-T T.81: SOI, then another marker.</summary>
    public static bool IsJpeg(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 4 && bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF]);

    /// <summary>RFC 2083, 3.1: the signature.</summary>
    public static bool IsPng(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
}
