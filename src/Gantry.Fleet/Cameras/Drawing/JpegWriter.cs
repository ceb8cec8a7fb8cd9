namespace Gantry.Fleet.Cameras.Drawing;

/// <summary>
/// Writes pictures as baseline JPEG (ITU-T T.81), with full colour resolution so that letters stay sharp, and with the tables
/// that annex K proposes.
/// </summary>
internal sealed class JpegWriter
{
    private const int Side = 8;
    private const int Cells = Side * Side;

    /// <summary>Finer than annex K by this factor: about what cameras call quality 80.</summary>
    private const double Finer = 0.4;

    private readonly byte[] _lumaSteps = Steps(JpegTables.LumaSteps);
    private readonly byte[] _chromaSteps = Steps(JpegTables.ChromaSteps);
    private readonly JpegBits _bits = new();
    private readonly float[] _block = new float[Cells];
    private readonly float[] _half = new float[Cells];
    private readonly int[] _levels = new int[Cells];
    private readonly int[] _before = new int[3];

    /// <summary>Packs a picture.</summary>
    public byte[] Write(Canvas canvas)
    {
        _bits.Clear();
        WriteHead(canvas);
        Array.Clear(_before);
        for (int y = 0; y < canvas.Height; y += Side)
        for (int x = 0; x < canvas.Width; x += Side)
        for (int component = 0; component < 3; component++)
            WriteBlock(canvas, x, y, component);
        _bits.FillByte();
        _bits.Raw([0xFF, 0xD9]);
        return _bits.ToArray();
    }

    private static byte[] Steps(ReadOnlySpan<byte> proposed)
    {
        byte[] steps = new byte[Cells];
        for (int i = 0; i < Cells; i++)
            steps[i] = (byte)Math.Clamp((int)Math.Round(proposed[i] * Finer), 1, 255);
        return steps;
    }

    private void WriteHead(Canvas canvas)
    {
        // JFIF 1.02: square pixels, no thumbnail.
        _bits.Raw([
            0xFF,
            0xD8,
            0xFF,
            0xE0,
            0,
            16,
            (byte)'J',
            (byte)'F',
            (byte)'I',
            (byte)'F',
            0,
            1,
            2,
            0,
            0,
            1,
            0,
            1,
            0,
            0,
        ]);
        _bits.Raw([0xFF, 0xDB, 0, 2 + 2 * (1 + Cells), 0]);
        WriteSteps(_lumaSteps);
        _bits.Raw([1]);
        WriteSteps(_chromaSteps);
        _bits.Raw([0xFF, 0xC0, 0, 17, 8]);
        _bits.Raw([(byte)(canvas.Height >> 8), (byte)canvas.Height, (byte)(canvas.Width >> 8), (byte)canvas.Width]);
        _bits.Raw([3, 1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1]);
        WriteCodes(0x00, JpegTables.LumaDc);
        WriteCodes(0x10, JpegTables.LumaAc);
        WriteCodes(0x01, JpegTables.ChromaDc);
        WriteCodes(0x11, JpegTables.ChromaAc);
        _bits.Raw([0xFF, 0xDA, 0, 12, 3, 1, 0x00, 2, 0x11, 3, 0x11, 0, Cells - 1, 0]);
    }

    private void WriteSteps(byte[] steps)
    {
        foreach (byte cell in JpegTables.ZigZag)
            _bits.Raw([steps[cell]]);
    }

    private void WriteCodes(byte id, JpegCodes codes)
    {
        int length = 2 + 1 + 16 + codes.Symbols.Length;
        _bits.Raw([0xFF, 0xC4, (byte)(length >> 8), (byte)length, id]);
        _bits.Raw(codes.Counts);
        _bits.Raw(codes.Symbols);
    }

    private void WriteBlock(Canvas canvas, int x, int y, int component)
    {
        bool isLuma = component == 0;
        byte[] steps = isLuma ? _lumaSteps : _chromaSteps;
        if (Take(canvas, x, y, component))
        {
            Array.Clear(_levels);
            _levels[0] = (int)MathF.Round(_block[0] * Side / steps[0]);
        }
        else
        {
            Transform();
            for (int i = 0; i < Cells; i++)
                _levels[i] = (int)MathF.Round(_block[i] / steps[i]);
        }
        WriteLevels(
            component,
            isLuma ? JpegTables.LumaDc : JpegTables.ChromaDc,
            isLuma ? JpegTables.LumaAc : JpegTables.ChromaAc
        );
    }

    /// <summary>Takes one component of a block, around zero (JFIF: ITU-R BT.601); past the edge the last pixel goes on.</summary>
    /// <returns>Whether it is the same everywhere.</returns>
    private bool Take(Canvas canvas, int x, int y, int component)
    {
        bool isFlat = true;
        for (int row = 0; row < Side; row++)
        for (int column = 0; column < Side; column++)
        {
            int at = (Math.Min(y + row, canvas.Height - 1) * canvas.Width + Math.Min(x + column, canvas.Width - 1)) * 3;
            float red = canvas.Pixels[at];
            float green = canvas.Pixels[at + 1];
            float blue = canvas.Pixels[at + 2];
            float value = component switch
            {
                0 => 0.299f * red + 0.587f * green + 0.114f * blue - 128,
                1 => -0.168736f * red - 0.331264f * green + 0.5f * blue,
                _ => 0.5f * red - 0.418688f * green - 0.081312f * blue,
            };
            _block[row * Side + column] = value;
            isFlat &= value == _block[0];
        }
        return isFlat;
    }

    /// <summary>The cosine transform (T.81, A.3.3), first of the rows, then of the columns.</summary>
    private void Transform()
    {
        ReadOnlySpan<float> waves = JpegTables.Waves;
        for (int row = 0; row < Side; row++)
        for (int wave = 0; wave < Side; wave++)
        {
            float sum = 0;
            for (int i = 0; i < Side; i++)
                sum += _block[row * Side + i] * waves[wave * Side + i];
            _half[row * Side + wave] = sum;
        }
        for (int column = 0; column < Side; column++)
        for (int wave = 0; wave < Side; wave++)
        {
            float sum = 0;
            for (int i = 0; i < Side; i++)
                sum += _half[i * Side + column] * waves[wave * Side + i];
            _block[wave * Side + column] = sum;
        }
    }

    private void WriteLevels(int component, JpegCodes dc, JpegCodes ac)
    {
        int change = _levels[0] - _before[component];
        _before[component] = _levels[0];
        int bits = BitsOf(change);
        _bits.Code(dc, bits);
        _bits.Number(change, bits);
        int zeros = 0;
        for (int i = 1; i < Cells; i++)
        {
            int level = _levels[JpegTables.ZigZag[i]];
            if (level == 0)
            {
                zeros++;
                continue;
            }
            for (; zeros > 15; zeros -= 16)
                _bits.Code(ac, 0xF0);
            bits = BitsOf(level);
            _bits.Code(ac, (zeros << 4) | bits);
            _bits.Number(level, bits);
            zeros = 0;
        }
        if (zeros > 0)
            _bits.Code(ac, 0);
    }

    private static int BitsOf(int value) => 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)Math.Abs(value));
}
