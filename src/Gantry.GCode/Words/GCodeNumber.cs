using System.Globalization;

namespace Gantry.GCode.Words;

/// <summary>Decimal numbers as G-code writes them: sign, digits, point. No exponent: <c>X1E5</c> is X1 and E5.</summary>
public static class GCodeNumber
{
    /// <summary>The powers of ten that a double holds exactly.</summary>
    private static ReadOnlySpan<double> PowersOfTen =>
        [
            1e0,
            1e1,
            1e2,
            1e3,
            1e4,
            1e5,
            1e6,
            1e7,
            1e8,
            1e9,
            1e10,
            1e11,
            1e12,
            1e13,
            1e14,
            1e15,
            1e16,
            1e17,
            1e18,
            1e19,
            1e20,
            1e21,
            1e22,
        ];

    /// <summary>Reads a number at the beginning of the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The double nearest to the number.</param>
    /// <param name="length">Bytes of the number; 0 when there is none.</param>
    /// <returns>Whether the text begins with a number.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value, out int length)
    {
        int i = 0;
        bool negative = false;
        if (text.Length > 0 && text[0] is (byte)'-' or (byte)'+')
            negative = text[i++] == (byte)'-';
        ulong digits = 0;
        int first = i;
        for (uint d; i < text.Length && (d = text[i] - (uint)'0') <= 9; i++)
            digits = digits * 10 + d;
        int count = i - first;
        int fraction = 0;
        if (i < text.Length && text[i] == (byte)'.')
        {
            int point = i++;
            for (uint d; i < text.Length && (d = text[i] - (uint)'0') <= 9; i++)
                digits = digits * 10 + d;
            fraction = i - point - 1;
            count += fraction;
        }
        if (count == 0)
            return None(out value, out length);
        length = i;
        // Up to 19 digits fit the integer; below 2^53 it is exact as a double, and one division rounds correctly.
        if (count <= 19 && digits <= 1UL << 53)
            value = digits / PowersOfTen[fraction];
        else if (
            !double.TryParse(text[first..i], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value)
            || !double.IsFinite(value)
        )
            return None(out value, out length); // Over 300 digits: damaged, and infinity would spoil every sum.
        if (negative)
            value = -value;
        return true;
    }

    private static bool None(out double value, out int length)
    {
        value = 0;
        length = 0;
        return false;
    }
}
