namespace Gantry.Firmware.Temperatures;

/// <summary>
/// Which heater or sensor: by the name that firmware gives it in its reports, as <c>T0</c>, <c>B</c>, <c>C</c>, <c>P</c>.
/// A name has at most eight characters and is kept without an allocation.
/// </summary>
public readonly record struct HeaterId : IComparable<HeaterId>
{
    /// <summary>The most hotends that are told apart: Marlin allows 8, RepRapFirmware more.</summary>
    public const int MostHotends = 16;

    /// <summary>The longest name.</summary>
    public const int MostCharacters = 8;

    private readonly ulong _name;

    private HeaterId(ulong name) => _name = name;

    /// <summary>The bed.</summary>
    public static HeaterId Bed { get; } = new('B');

    /// <summary>The chamber.</summary>
    public static HeaterId Chamber { get; } = new('C');

    /// <summary>What it is.</summary>
    public HeaterKind Kind =>
        _name == 'B' ? HeaterKind.Bed
        : _name == 'C' ? HeaterKind.Chamber
        : HotendNumber(_name) >= 0 ? HeaterKind.Hotend
        : HeaterKind.Other;

    /// <summary>The number of a hotend; 0 for everything else.</summary>
    public int Index => Math.Max(0, HotendNumber(_name));

    /// <summary>The hotend of a tool.</summary>
    /// <param name="index">0 to <see cref="MostHotends"/> - 1.</param>
    public static HeaterId Hotend(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, MostHotends);
        ulong digits = index < 10 ? (ulong)('0' + index) : '1' | ((ulong)('0' + index - 10) << 8);
        return new HeaterId('T' | (digits << 8));
    }

    /// <summary>The heater of a name: a capital letter, then capitals, digits or underscores.</summary>
    public static bool TryParse(ReadOnlySpan<byte> name, out HeaterId heater)
    {
        heater = default;
        if (name.Length is 0 or > MostCharacters || !char.IsAsciiLetterUpper((char)name[0]))
            return false;
        ulong packed = 0;
        for (int i = 0; i < name.Length; i++)
        {
            char c = (char)name[i];
            if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c) && c != '_')
                return false;
            packed |= (ulong)c << (8 * i);
        }
        heater = new HeaterId(packed);
        return true;
    }

    /// <summary>Hotends first, then bed, chamber, and the others by name.</summary>
    public int CompareTo(HeaterId other)
    {
        int kinds = Kind.CompareTo(other.Kind);
        if (kinds != 0)
            return kinds;
        int indexes = Index.CompareTo(other.Index);
        return indexes != 0 ? indexes : string.CompareOrdinal(ToString(), other.ToString());
    }

    /// <summary>The name.</summary>
    public override string ToString()
    {
        Span<char> name = stackalloc char[MostCharacters];
        int length = 0;
        for (ulong rest = _name; rest != 0; rest >>= 8)
            name[length++] = (char)(rest & 0xff);
        return new string(name[..length]);
    }

    /// <inheritdoc/>
    public static bool operator <(HeaterId left, HeaterId right) => left.CompareTo(right) < 0;

    /// <inheritdoc/>
    public static bool operator >(HeaterId left, HeaterId right) => left.CompareTo(right) > 0;

    /// <inheritdoc/>
    public static bool operator <=(HeaterId left, HeaterId right) => left.CompareTo(right) <= 0;

    /// <inheritdoc/>
    public static bool operator >=(HeaterId left, HeaterId right) => left.CompareTo(right) >= 0;

    /// <summary>5 of <c>T5</c>, 12 of <c>T12</c>; -1 of every other name, <c>T</c> and <c>T05</c> among them.</summary>
    private static int HotendNumber(ulong name)
    {
        if ((name & 0xff) != 'T')
            return -1;
        ulong first = (name >> 8) - '0';
        if (first <= 9)
            return (int)first;
        ulong tens = ((name >> 8) & 0xff) - '0';
        ulong ones = (name >> 16) - '0';
        return tens == 1 && ones < MostHotends - 10 ? (int)(10 + ones) : -1;
    }
}
