using System.Buffers;
using System.Buffers.Text;

namespace Gantry.Firmware.Temperatures;

/// <summary>
/// One field of a temperature report: a name, a colon, a value, and perhaps a slash and a target, with spaces anywhere between
/// them: <c>T0:21.87 /0.00</c>, <c>B: 60.1/60.0</c>, <c>@:127</c>, <c>W:?</c>.
/// </summary>
internal readonly ref struct TemperatureField
{
    private static readonly SearchValues<byte> OfNumbers = SearchValues.Create("0123456789.-"u8);

    private TemperatureField(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ReadOnlySpan<byte> target)
    {
        Name = name;
        Value = value;
        Target = target;
    }

    /// <summary>What stands in front of the colon; empty for text that is no field.</summary>
    public ReadOnlySpan<byte> Name { get; }

    private ReadOnlySpan<byte> Value { get; }

    /// <summary>Empty when there is none.</summary>
    private ReadOnlySpan<byte> Target { get; }

    /// <summary>Takes the next field off the text.</summary>
    public static bool TryRead(ref ReadOnlySpan<byte> text, out TemperatureField field)
    {
        field = default;
        text = text.TrimStart(" \t"u8);
        if (text.IsEmpty)
            return false;
        ReadOnlySpan<byte> word = TakeWord(ref text);
        int colon = word.IndexOf((byte)':');
        if (colon <= 0)
            return true;
        ReadOnlySpan<byte> name = word[..colon];
        ReadOnlySpan<byte> value = word[(colon + 1)..];
        // RepRapFirmware puts a space behind the colon.
        if (value.IsEmpty && !text.IsEmpty)
        {
            text = text.TrimStart((byte)' ');
            value = TakeWord(ref text);
        }
        int slash = value.IndexOf((byte)'/');
        ReadOnlySpan<byte> target = slash < 0 ? TakeTarget(ref text) : value[slash..];
        target = target.TrimStart((byte)'/');
        int standby = target.IndexOf((byte)'/');
        field = new TemperatureField(
            name,
            slash < 0 ? value : value[..slash],
            standby < 0 ? target : target[..standby]
        );
        return true;
    }

    /// <summary>A whole number within limits, or null.</summary>
    public int? WholeNumber(int least, int most) =>
        Utf8Parser.TryParse(Value, out int number, out int used)
        && used == Value.Length
        && number >= least
        && number <= most
            ? number
            : null;

    /// <summary>Reads temperature and target.</summary>
    /// <returns>False when either is damaged.</returns>
    public bool TryGetTemperature(out double current, out double? target)
    {
        target = null;
        if (!TryNumber(Value, out current))
            return false;
        if (Target.IsEmpty)
            return true;
        bool good = TryNumber(Target, out double number);
        target = number;
        return good;
    }

    private static ReadOnlySpan<byte> TakeWord(ref ReadOnlySpan<byte> text)
    {
        int end = text.IndexOfAny((byte)' ', (byte)'\t');
        ReadOnlySpan<byte> word = end < 0 ? text : text[..end];
        text = end < 0 ? default : text[end..];
        return word;
    }

    /// <summary>The target, if the next word begins with a slash; a standby target behind a second slash is left out.</summary>
    private static ReadOnlySpan<byte> TakeTarget(ref ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \t"u8);
        if (text.IsEmpty || text[0] != '/')
            return default;
        ReadOnlySpan<byte> target = TakeWord(ref text);
        if (target.Length > 1)
            return target;
        text = text.TrimStart(" \t"u8);
        return TakeWord(ref text);
    }

    /// <summary>Digits with a sign and a point, and nothing else: no exponent, no <c>nan</c>, no <c>inf</c>.</summary>
    private static bool TryNumber(ReadOnlySpan<byte> text, out double number)
    {
        bool looksGood = text.Length is > 0 and <= 12 && text.IndexOfAnyExcept(OfNumbers) < 0;
        number = 0;
        return looksGood && Utf8Parser.TryParse(text, out number, out int used, 'F') && used == text.Length;
    }
}
