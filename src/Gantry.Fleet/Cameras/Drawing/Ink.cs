using System.Globalization;

namespace Gantry.Fleet.Cameras.Drawing;

/// <summary>A colour.</summary>
internal readonly record struct Ink(byte Red, byte Green, byte Blue)
{
    /// <summary>The colour of <c>#rrggbb</c>; null when the text is none.</summary>
    public static Ink? Parse(string text) =>
        text.Length == 7
        && text[0] == '#'
        && int.TryParse(text.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int value)
            ? new Ink((byte)(value >> 16), (byte)(value >> 8), (byte)value)
            : null;

    /// <summary>A colour between this one (0) and another one (1).</summary>
    public Ink Towards(Ink other, double share) =>
        new(Mix(Red, other.Red, share), Mix(Green, other.Green, share), Mix(Blue, other.Blue, share));

    private static byte Mix(byte from, byte to, double share) =>
        (byte)Math.Clamp(Math.Round(from + (to - from) * share), 0, 255);
}
