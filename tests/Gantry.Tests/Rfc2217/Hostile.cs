using FsCheck;
using FsCheck.Fluent;

namespace Gantry.Tests.Rfc2217;

/// <summary>Input that looks more like Telnet than chance would make it.</summary>
internal static class Hostile
{
    public static Config Config { get; } = Config.QuickThrowOnFailure.WithMaxTest(300).WithQuietOnSuccess(true);

    /// <summary>Bytes of which every second has a meaning somewhere in Telnet or RFC 2217.</summary>
    public static Gen<byte[]> Bytes()
    {
        Gen<byte> telling = Gen.Elements<byte>([
            0xFF,
            0xFF,
            0xFF,
            0xFA,
            0xF0,
            0xFB,
            0xFC,
            0xFD,
            0xFE,
            0xF3,
            0xF6,
            0x2C,
            0,
            1,
            3,
            5,
            6,
            7,
            8,
            9,
            11,
            100,
            107,
        ]);
        Gen<byte> any = Gen.Choose(0, 255).Select(value => (byte)value);
        return Gen.Frequency((1, telling), (1, any)).ArrayOf();
    }

    /// <summary>The same bytes for a test that needs many of them: a third of them telling, the rest by chance.</summary>
    public static byte[] Bytes(int count, int seed)
    {
        ReadOnlySpan<byte> telling = [0xFF, 0xFF, 0xFF, 0xFA, 0xF0, 0xFB, 0xFD, 0x2C, 0x2C, 0, 1, 5, 7, 8, 9, 11];
        var random = new Random(seed);
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        for (int i = 0; i < count; i += 1 + (bytes[i] & 3))
            bytes[i] = telling[bytes[i] >> 4];
        return bytes;
    }

    /// <summary>Cuts a stream as a network may.</summary>
    public static IEnumerable<byte[]> Cut(byte[] stream, Random random)
    {
        for (int start = 0; start < stream.Length; )
        {
            int length = Math.Min(stream.Length - start, 1 + random.Next(1 << random.Next(8)));
            yield return stream[start..(start + length)];
            start += length;
        }
    }
}
