using System.Buffers.Binary;

namespace Gantry.Tests.GCode.Fuzz;

/// <summary>Damages files as transfers, disks and attackers do; the same seed gives the same damage.</summary>
internal sealed class Mutator(Random random)
{
    /// <summary>The most bytes of what comes out, so that a fault is one of the reader and not of much input.</summary>
    private const int MaxBytes = 256 * 1024;

    /// <summary>Lengths and counts that arithmetic stumbles over.</summary>
    private static readonly uint[] Edges =
    [
        0,
        1,
        0x7F,
        0xFF,
        0x7FFF,
        0xFFFF,
        0xFF_FFFF,
        0x7FFF_FFFF,
        0x8000_0000,
        0xFFFF_FFF0,
        uint.MaxValue,
    ];

    /// <summary>Words that stand where a reader of text expects small numbers, and marks that open something.</summary>
    private static readonly byte[][] Words =
    [
        [.. "99999999999999999999999999"u8],
        [.. "-0.00000000000000000001"u8],
        [.. "1e308"u8],
        [.. "NaN"u8],
        [.. "%"u8],
        [.. "\n; thumbnail begin 99999x99999 99999999\n; "u8],
        [.. "\n; thumbnail_QOI begin 16x16 4\n; AAAA\n; thumbnail end\n"u8],
        [.. "\n;LAYER:0\n;TIME:-1\n;TIME_ELAPSED:1e99\n"u8],
        [.. "\n;SETTING_3 {\"a\": \"\\\\u0000"u8],
        [.. "\nG2 X1e9 Y1 I1e9 J-1e9\nG3 R0.0001 X5\n"u8],
        [.. "\nG1 X1e30 E-1e30 F0\nG91\nG92\n"u8],
        [.. "\nT4294967296\nM104 T-1 S1e9\nM486 A\0\n"u8],
        [.. "\nEXCLUDE_OBJECT_DEFINE NAME= CENTER=[\n"u8],
        [.. "\n; estimated printing time (normal mode) = 9999999999d 99h\n"u8],
        [.. "\n; nozzle_diameter = ,;|,,0.4,1e400\n"u8],
        [0xFF, 0xFF, 0xFB, 0xFF, 0xFF, 0xF9],
        [.. "GCDE"u8],
        [.. "PK\u0005\u0006"u8],
    ];

    /// <summary>A damaged copy, by one to eight kinds of damage.</summary>
    public byte[] Damage(byte[] original, byte[] other)
    {
        var bytes = new List<byte>(original);
        for (int left = random.Next(1, 9); left > 0; left--)
            DamageOnce(bytes, other);
        if (bytes.Count > MaxBytes)
            bytes.RemoveRange(MaxBytes, bytes.Count - MaxBytes);
        return [.. bytes];
    }

    /// <summary>Bytes of any kind.</summary>
    public byte[] Noise(int most)
    {
        byte[] bytes = new byte[random.Next(most)];
        random.NextBytes(bytes);
        return bytes;
    }

    private void DamageOnce(List<byte> bytes, byte[] other)
    {
        int at = random.Next(bytes.Count + 1);
        int length = Math.Min(random.Next(1, 1 << random.Next(1, 11)), bytes.Count - at);
        switch (random.Next(9))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                PutEdge(bytes, at);
                break;
            case 3:
                bytes.InsertRange(at, Words[random.Next(Words.Length)]);
                break;
            case 4:
                bytes.RemoveRange(at, length);
                break;
            case 5:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 6 when other.Length > 0:
                int from = random.Next(other.Length);
                bytes.InsertRange(at, other[from..Math.Min(from + length, other.Length)]);
                break;
            case 7 when random.Next(4) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 8:
                bytes.InsertRange(at, Noise(64));
                break;
        }
    }

    private void PutEdge(List<byte> bytes, int at)
    {
        byte[] edge = new byte[4];
        uint value = Edges[random.Next(Edges.Length)];
        if (random.Next(2) == 0)
            BinaryPrimitives.WriteUInt32LittleEndian(edge, value);
        else
            BinaryPrimitives.WriteUInt32BigEndian(edge, value);
        for (int i = 0, count = 1 << random.Next(3); i < count && at + i < bytes.Count; i++)
            bytes[at + i] = edge[i];
    }
}
