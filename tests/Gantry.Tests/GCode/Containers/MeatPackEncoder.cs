namespace Gantry.Tests.GCode.Containers;

/// <summary>Packs as MeatPack does, to have something to unpack.</summary>
internal static class MeatPackEncoder
{
    private const int Whole = 15;

    /// <summary>Packs whole lines of ASCII.</summary>
    /// <param name="text">Lines, each with its line feed.</param>
    /// <param name="noSpaces">Leave blanks out, so that E can have their place.</param>
    public static byte[] Encode(string text, bool noSpaces)
    {
        List<byte> packed = [0xFF, 0xFF, 251];
        if (noSpaces)
            packed.AddRange([0xFF, 0xFF, 247]);
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // As Prusa's library: a comment goes out unpacked.
            if (line[0] == ';')
                packed.AddRange([0xFF, 0xFF, 250, .. System.Text.Encoding.UTF8.GetBytes(line + "\n"), 0xFF, 0xFF, 251]);
            else
                Pack(packed, (noSpaces && line[0] == 'G' ? line.Replace(" ", "") : line) + "\n", noSpaces);
        }
        packed.AddRange([0xFF, 0xFF, 249]);
        return [.. packed];
    }

    private static void Pack(List<byte> packed, string line, bool noSpaces)
    {
        string letters = noSpaces ? "0123456789.E\nGX" : "0123456789. \nGX";
        for (int i = 0; i < line.Length; i += 2)
        {
            char a = line[i];
            char b = i + 1 < line.Length ? line[i + 1] : '\n';
            int first = letters.IndexOf(a, StringComparison.Ordinal) is >= 0 and int f ? f : Whole;
            int second = letters.IndexOf(b, StringComparison.Ordinal) is >= 0 and int s ? s : Whole;
            packed.Add((byte)(second << 4 | first));
            if (first == Whole)
                packed.Add((byte)a);
            if (second == Whole)
                packed.Add((byte)b);
        }
    }
}
