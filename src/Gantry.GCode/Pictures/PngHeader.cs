using System.Buffers.Binary;

namespace Gantry.GCode.Pictures;

/// <summary>What IHDR says, and how many bytes the pixels therefore have.</summary>
internal sealed record PngHeader(int Width, int Height, int BitsPerPixel, bool IsInterlaced)
{
    // Adam7: the first column and row of each pass, and the steps (PNG, 8.2).
    private static readonly (int X, int Y, int StepX, int StepY)[] Adam7 =
    [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ];

    /// <summary>Rows and bytes of a row, its filter included, of each pass that is not empty.</summary>
    public IReadOnlyList<(int Rows, int Bytes)> Passes { get; } =
        IsInterlaced
            ?
            [
                .. Adam7
                    .Select(p => (Columns: Steps(Width, p.X, p.StepX), Rows: Steps(Height, p.Y, p.StepY)))
                    .Where(p => p is { Columns: > 0, Rows: > 0 })
                    .Select(p => (p.Rows, Bytes(p.Columns, BitsPerPixel))),
            ]
            : [(Height, Bytes(Width, BitsPerPixel))];

    /// <summary>Bytes of the longest row.</summary>
    public int LongestRow => Passes.Max(p => p.Bytes);

    /// <summary>Reads IHDR; null when no picture can be so.</summary>
    public static PngHeader? Read(ReadOnlySpan<byte> body)
    {
        if (body.Length != 13 || body[10] != 0 || body[11] != 0 || body[12] > 1)
            return null;
        int width = BinaryPrimitives.ReadInt32BigEndian(body);
        int height = BinaryPrimitives.ReadInt32BigEndian(body[4..]);
        if (width <= 0 || height <= 0 || (long)width * height > PictureCheck.MaxPixels)
            return null;
        // Depths that a colour type may have (PNG, 11.2.1).
        int channels = (body[9], body[8]) switch
        {
            (0, 1 or 2 or 4 or 8 or 16) => 1,
            (2, 8 or 16) => 3,
            (3, 1 or 2 or 4 or 8) => 1,
            (4, 8 or 16) => 2,
            (6, 8 or 16) => 4,
            _ => 0,
        };
        return channels == 0 ? null : new PngHeader(width, height, channels * body[8], body[12] == 1);
    }

    private static int Steps(int size, int first, int step) => (size - first + step - 1) / step;

    private static int Bytes(int pixels, int bits) => 1 + (int)(((long)pixels * bits + 7) / 8);
}
