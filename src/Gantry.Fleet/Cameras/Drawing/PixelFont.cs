using System.Globalization;
using System.Text;

namespace Gantry.Fleet.Cameras.Drawing;

/// <summary>Capitals, digits and some signs of 5 × 7 pixels: enough to label a drawing, on a machine without fonts.</summary>
internal static class PixelFont
{
    /// <summary>Columns of a sign.</summary>
    public const int Width = 5;

    /// <summary>Rows of a sign.</summary>
    public const int Height = 7;

    private const char Unknown = '\u25A1';

    /// <summary>35 bits a sign, row by row from the top left; the first is the highest.</summary>
    private static readonly Dictionary<char, long> Signs = new()
    {
        ['A'] = 0x3A31FC631,
        ['B'] = 0x7A31F463E,
        ['C'] = 0x3A308422E,
        ['D'] = 0x7A318C63E,
        ['E'] = 0x7E10F421F,
        ['F'] = 0x7E10F4210,
        ['G'] = 0x3A30BC62F,
        ['H'] = 0x4631FC631,
        ['I'] = 0x38842108E,
        ['J'] = 0x1C4210A4C,
        ['K'] = 0x4654C5251,
        ['L'] = 0x42108421F,
        ['M'] = 0x4775AC631,
        ['N'] = 0x4735ACE31,
        ['O'] = 0x3A318C62E,
        ['P'] = 0x7A31F4210,
        ['Q'] = 0x3A318D64D,
        ['R'] = 0x7A31F5251,
        ['S'] = 0x3E107043E,
        ['T'] = 0x7C8421084,
        ['U'] = 0x46318C62E,
        ['V'] = 0x46318C544,
        ['W'] = 0x4631AD771,
        ['X'] = 0x462A22A31,
        ['Y'] = 0x462A21084,
        ['Z'] = 0x7C222221F,
        ['0'] = 0x3A33AE62E,
        ['1'] = 0x11842108E,
        ['2'] = 0x3A213221F,
        ['3'] = 0x78217043E,
        ['4'] = 0x08CA97C42,
        ['5'] = 0x7E1E0862E,
        ['6'] = 0x3A10F462E,
        ['7'] = 0x7C2222108,
        ['8'] = 0x3A317462E,
        ['9'] = 0x3A317842E,
        [' '] = 0x000000000,
        ['.'] = 0x00000018C,
        [','] = 0x000003088,
        [':'] = 0x018C03180,
        ['-'] = 0x0000F8000,
        ['_'] = 0x00000001F,
        ['+'] = 0x0084F9080,
        ['='] = 0x001F07C00,
        ['/'] = 0x042222210,
        ['%'] = 0x672222273,
        ['('] = 0x088842082,
        [')'] = 0x208210888,
        ['#'] = 0x295F57D4A,
        ['\''] = 0x108800000,
        ['!'] = 0x108421004,
        ['?'] = 0x3A2131004,
        ['&'] = 0x32544564D,
        ['°'] = 0x325260000,
        ['\u25A1'] = 0x7E318C63F,
    };

    /// <summary>The text as this font can show it: capitals without accents.</summary>
    public static string Fit(string text)
    {
        var fit = new StringBuilder();
        foreach (char c in text.Normalize(NormalizationForm.FormD))
            if (
                CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Control)
            )
                fit.Append(char.ToUpperInvariant(c));
        return fit.ToString();
    }

    /// <summary>Whether a sign has ink at a place.</summary>
    public static bool HasInk(char sign, int column, int row)
    {
        long bits = Signs.TryGetValue(sign, out long found) ? found : Signs[Unknown];
        return (bits >> (Width * Height - 1 - (row * Width + column)) & 1) != 0;
    }
}
