namespace Gantry.Fleet.Cameras.Drawing;

/// <summary>The tables that T.81 proposes in annex K, and the order of annex A.</summary>
internal static class JpegTables
{
    private const int Side = 8;

    private static readonly float[] Computed = MakeWaves();

    /// <summary>From the slowest wave to the fastest (figure A.6).</summary>
    public static ReadOnlySpan<byte> ZigZag =>
        [
            0,
            1,
            8,
            16,
            9,
            2,
            3,
            10,
            17,
            24,
            32,
            25,
            18,
            11,
            4,
            5,
            12,
            19,
            26,
            33,
            40,
            48,
            41,
            34,
            27,
            20,
            13,
            6,
            7,
            14,
            21,
            28,
            35,
            42,
            49,
            56,
            57,
            50,
            43,
            36,
            29,
            22,
            15,
            23,
            30,
            37,
            44,
            51,
            58,
            59,
            52,
            45,
            38,
            31,
            39,
            46,
            53,
            60,
            61,
            54,
            47,
            55,
            62,
            63,
        ];

    /// <summary>Steps of brightness, row by row (K.1).</summary>
    public static ReadOnlySpan<byte> LumaSteps =>
        [
            16,
            11,
            10,
            16,
            24,
            40,
            51,
            61,
            12,
            12,
            14,
            19,
            26,
            58,
            60,
            55,
            14,
            13,
            16,
            24,
            40,
            57,
            69,
            56,
            14,
            17,
            22,
            29,
            51,
            87,
            80,
            62,
            18,
            22,
            37,
            56,
            68,
            109,
            103,
            77,
            24,
            35,
            55,
            64,
            81,
            104,
            113,
            92,
            49,
            64,
            78,
            87,
            103,
            121,
            120,
            101,
            72,
            92,
            95,
            98,
            112,
            100,
            103,
            99,
        ];

    /// <summary>Steps of colour (K.2).</summary>
    public static ReadOnlySpan<byte> ChromaSteps =>
        [
            17,
            18,
            24,
            47,
            99,
            99,
            99,
            99,
            18,
            21,
            26,
            66,
            99,
            99,
            99,
            99,
            24,
            26,
            56,
            99,
            99,
            99,
            99,
            99,
            47,
            66,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
        ];

    /// <summary>Codes for changes of brightness from block to block (K.3).</summary>
    public static JpegCodes LumaDc { get; } = new([0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], Numbers(12));

    /// <summary>The same of colour (K.4).</summary>
    public static JpegCodes ChromaDc { get; } = new([0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0], Numbers(12));

    /// <summary>Codes for the waves of brightness (K.5).</summary>
    public static JpegCodes LumaAc { get; } =
        new(
            [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125],
            Convert.FromHexString(
                "01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a16"
                    + "1718191a25262728292a3435363738393a434445464748494a535455565758595a63646566676869"
                    + "6a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6"
                    + "b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8"
                    + "f9fa"
            )
        );

    /// <summary>The same of colour (K.6).</summary>
    public static JpegCodes ChromaAc { get; } =
        new(
            [0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 119],
            Convert.FromHexString(
                "000102031104052131061241510761711322328108144291a1b1c109233352f0156272d10a162434"
                    + "e125f11718191a262728292a35363738393a434445464748494a535455565758595a636465666768"
                    + "696a737475767778797a82838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4"
                    + "b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8"
                    + "f9fa"
            )
        );

    /// <summary>The waves of the cosine transform, eight values each, with their factors.</summary>
    public static ReadOnlySpan<float> Waves => Computed;

    private static byte[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)i)];

    private static float[] MakeWaves()
    {
        var waves = new float[Side * Side];
        for (int wave = 0; wave < Side; wave++)
        for (int i = 0; i < Side; i++)
            waves[wave * Side + i] = (float)(
                (wave == 0 ? Math.Sqrt(0.125) : 0.5) * Math.Cos((2 * i + 1) * wave * Math.PI / (2 * Side))
            );
        return waves;
    }
}
