using System.Buffers.Text;

namespace Gantry.Firmware.Identity;

/// <summary>
/// Reads <c>{full:{min:{x:0.00,y:0.00,z:0.00},max:{x:220.00,y:220.00,z:250.00}},work:{…}}</c>, which is not quite JSON.
/// </summary>
internal static class AreaReport
{
    /// <summary>No printer has an axis of ten metres.</summary>
    private const double Most = 10_000;

    public static bool TryParse(ReadOnlySpan<byte> text, out FirmwareArea area)
    {
        area = default;
        ReadOnlySpan<byte> full = Behind(text, "full:"u8);
        bool good =
            TryPoint(Behind(full, "min:"u8), out double minX, out double minY, out double minZ)
            & TryPoint(Behind(full, "max:"u8), out double maxX, out double maxY, out double maxZ);
        if (!good || minX >= maxX || minY >= maxY || minZ >= maxZ)
            return false;
        area = new FirmwareArea(minX, minY, minZ, maxX, maxY, maxZ);
        return true;
    }

    private static bool TryPoint(ReadOnlySpan<byte> text, out double x, out double y, out double z)
    {
        int end = text.IndexOf((byte)'}');
        text = end < 0 ? default : text[..end];
        return TryNumber(Behind(text, "x:"u8), out x)
            & TryNumber(Behind(text, "y:"u8), out y)
            & TryNumber(Behind(text, "z:"u8), out z);
    }

    private static ReadOnlySpan<byte> Behind(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        int at = text.IndexOf(key);
        return at < 0 ? default : text[(at + key.Length)..];
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, out double number) =>
        Utf8Parser.TryParse(text, out number, out _, 'F') && Math.Abs(number) <= Most;
}
