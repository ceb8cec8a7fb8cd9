using System.Buffers.Text;

namespace Gantry.Firmware.Temperatures;

/// <summary>
/// Understands a temperature report, of Marlin, Prusa's firmware, Repetier, Klipper, RepRapFirmware or Smoothieware. Made to be
/// used again for the next line; parsing allocates nothing and never throws. Reports carry no checksum: a field that is damaged
/// or cannot be true is dropped, for what is missing counts as hot, and what is wrong might count as cold.
/// </summary>
public sealed class TemperatureReport
{
    /// <summary>Readings that are kept of one line.</summary>
    public const int MostReadings = 24;

    /// <summary>No thermistor, thermocouple or PT1000 of a printer reads less; RepRapFirmware says -273.1 for a broken one.</summary>
    public const double LowestPlausible = -50;

    /// <summary>The hottest hotends end at 500 °C; RepRapFirmware says 2000 for a broken sensor.</summary>
    public const double HighestPlausible = 500;

    /// <summary>Beds end at 200 °C.</summary>
    public const double HighestPlausibleBed = 250;

    /// <summary>Chambers end below 150 °C.</summary>
    public const double HighestPlausibleChamber = 200;

    private readonly TemperatureReading[] _readings = new TemperatureReading[MostReadings];
    private int _count;
    private bool _hasActive;
    private bool _hasNumbered;
    private TemperatureReading _active;
    private int _activeTool;
    private int? _activePower;

    /// <summary>What the report says, in its order. Valid until the next <see cref="TryParse"/>.</summary>
    public ReadOnlySpan<TemperatureReading> Readings => _readings.AsSpan(0, _count);

    /// <summary>Fields that were dropped because they were damaged or cannot be true.</summary>
    public int Dropped { get; private set; }

    /// <summary>Whether it comes from a command that waits for a heater (<c>W:</c>; older firmware <c>E:</c>).</summary>
    public bool IsHeatingWait { get; private set; }

    /// <summary>Of a heating wait: how long the temperature must still hold, s; null while it is not reached.</summary>
    public int? HoldSeconds { get; private set; }

    /// <summary>
    /// Whether everything reads exactly 0.00: so Marlin reports in the first 150 ms after its start, before it has measured. No
    /// temperature of it is real.
    /// </summary>
    public bool IsUnmeasured { get; private set; }

    /// <summary>The reading of one heater.</summary>
    public bool TryGet(HeaterId heater, out TemperatureReading reading)
    {
        foreach (TemperatureReading candidate in Readings)
        {
            if (candidate.Heater != heater)
                continue;
            reading = candidate;
            return true;
        }
        reading = default;
        return false;
    }

    /// <summary>Understands a line.</summary>
    /// <param name="line">The line, with or without <c>ok</c> in front and white space around.</param>
    /// <returns>Whether it is a temperature report at all; it may be one of which nothing was believed.</returns>
    public bool TryParse(ReadOnlySpan<byte> line)
    {
        Clear();
        ReadOnlySpan<byte> rest = line.Trim(" \t\r\n\0"u8);
        if (rest.StartsWith("ok "u8))
            rest = rest[3..].TrimStart((byte)' ');
        if (!BeginsReport(rest))
            return false;
        while (TemperatureField.TryRead(ref rest, out TemperatureField field))
            Take(field);
        Resolve();
        return true;
    }

    private void Clear()
    {
        _count = 0;
        Dropped = 0;
        IsHeatingWait = IsUnmeasured = _hasActive = _hasNumbered = false;
        HoldSeconds = null;
        _activePower = null;
        _activeTool = 0;
    }

    /// <summary>A report begins with a heater: <c>T:</c>, <c>T0:</c>, <c>B:</c> or <c>C:</c>. M114's <c>X:</c> is none.</summary>
    private static bool BeginsReport(ReadOnlySpan<byte> text)
    {
        if (text.Length < 3 || text[0] is not ((byte)'T' or (byte)'B' or (byte)'C'))
            return false;
        int colon = text[..Math.Min(text.Length, 4)].IndexOf((byte)':');
        return colon == 1
            || (colon > 1 && HeaterId.TryParse(text[..colon], out HeaterId id) && id.Kind != HeaterKind.Other);
    }

    private void Take(in TemperatureField field)
    {
        switch (field.Name)
        {
            case [(byte)'W']:
                IsHeatingWait = true;
                HoldSeconds = field.WholeNumber(0, 3600);
                break;
            case [(byte)'E']:
                // "T:170.3 E:1 W:?" of older firmware: E is the number of the tool that T is about.
                IsHeatingWait = true;
                _activeTool = field.WholeNumber(0, HeaterId.MostHotends - 1) ?? 0;
                break;
            case [(byte)'X' or (byte)'Y' or (byte)'Z']:
                break;
            case [(byte)'T']:
                _hasActive = TryRead(field, HeaterId.Hotend(0), out _active);
                break;
            case []:
                break;
            default:
                TakeNamed(field);
                break;
        }
    }

    private void TakeNamed(in TemperatureField field)
    {
        int at = field.Name.IndexOf((byte)'@');
        if (at >= 0)
        {
            TakePower(at == 0 ? field.Name[1..] : field.Name[..at], field.WholeNumber(0, 255));
            return;
        }
        if (!HeaterId.TryParse(field.Name, out HeaterId heater))
        {
            Dropped++;
            return;
        }
        _hasNumbered |= heater.Kind == HeaterKind.Hotend;
        if (TryRead(field, heater, out TemperatureReading reading))
            Add(reading);
    }

    private void Add(in TemperatureReading reading)
    {
        if (_count == MostReadings || TryGet(reading.Heater, out _))
            Dropped++;
        else
            _readings[_count++] = reading;
    }

    private bool TryRead(in TemperatureField field, HeaterId heater, out TemperatureReading reading)
    {
        reading = default;
        double most = heater.Kind switch
        {
            HeaterKind.Bed => HighestPlausibleBed,
            HeaterKind.Chamber => HighestPlausibleChamber,
            _ => HighestPlausible,
        };
        bool good =
            field.TryGetTemperature(out double current, out double? target)
            && current >= LowestPlausible
            && current <= most
            && (target is null || (target >= 0 && target <= most));
        if (good)
            reading = new TemperatureReading(heater, current, target, null);
        else
            Dropped++;
        return good;
    }

    /// <summary><c>@:127</c> is the active hotend's, <c>B@:0</c> the bed's, <c>@0:64</c> that of T0.</summary>
    private void TakePower(ReadOnlySpan<byte> owner, int? power)
    {
        if (power is null)
            return;
        if (owner.IsEmpty)
        {
            _activePower = power;
            return;
        }
        HeaterId heater;
        if (Utf8Parser.TryParse(owner, out int tool, out int used) && used == owner.Length)
        {
            if (tool is < 0 or >= HeaterId.MostHotends)
                return;
            heater = HeaterId.Hotend(tool);
        }
        else if (!HeaterId.TryParse(owner, out heater))
            return;
        SetPower(heater, power.Value);
    }

    private void SetPower(HeaterId heater, int power)
    {
        for (int i = 0; i < _count; i++)
            if (_readings[i].Heater == heater)
                _readings[i] = _readings[i] with { Power = power };
    }

    /// <summary>
    /// <c>T:</c> repeats one of <c>T0:</c>, <c>T1:</c>…, that of the tool in use: it counts only where those are missing.
    /// </summary>
    private void Resolve()
    {
        if (_hasActive && !_hasNumbered)
        {
            Add(_active with { Heater = HeaterId.Hotend(_activeTool) });
            if (_activePower is { } power)
                SetPower(HeaterId.Hotend(_activeTool), power);
        }
        else if (_activePower is { } power && _count > 0)
            SetPowerOfOnlyHotend(power);
        IsUnmeasured = _count > 0;
        foreach (TemperatureReading reading in Readings)
            IsUnmeasured &= reading.Current == 0 && reading.Target is null or 0;
    }

    /// <summary>With several hotends it is not said whose <c>@:</c> is; each has its own <c>@0:</c> then.</summary>
    private void SetPowerOfOnlyHotend(int power)
    {
        int hotends = 0;
        foreach (TemperatureReading reading in Readings)
            hotends += reading.Heater.Kind == HeaterKind.Hotend ? 1 : 0;
        if (hotends == 1)
            SetPower(HeaterId.Hotend(0), power);
    }
}
