using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Gantry.Server.Security;

/// <summary>
/// Random bytes for secrets, from the kernel itself where that is possible. <see cref="RandomNumberGenerator"/> asks OpenSSL, which
/// draws them from the same source; but OpenSSL takes 5 MB, and a server that nobody has called yet has no other use for it.
/// </summary>
internal static partial class KernelRandom
{
    /// <summary>So many bytes that nobody can foretell.</summary>
    public static byte[] GetBytes(int count)
    {
        var bytes = new byte[count];
        // Up to 256 bytes are given whole or not at all: getrandom(2).
        if (!OperatingSystem.IsLinux() || count > 256 || Get(bytes, (nuint)count, 0) != count)
            RandomNumberGenerator.Fill(bytes);
        return bytes;
    }

    [LibraryImport("libc", EntryPoint = "getrandom")]
    private static partial nint Get(Span<byte> bytes, nuint count, uint flags);
}
