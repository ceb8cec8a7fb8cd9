using System.Globalization;
using System.Text;
using Gantry.GCode.Analysis;
using Gantry.GCode.Words;

namespace Gantry.GCode.Checking;

/// <summary>
/// How hot commands would make a printer, read as the most lenient firmware would: what any of them might take for a target
/// counts, and the highest of each heater is kept. It says what must not be sent, where <c>TemperatureSurvey</c> says what a
/// slicer meant.
/// </summary>
/// <param name="tool">The tool in use, until a command names another.</param>
public sealed class HeatTargets(int tool = 0)
{
    private const int MostTools = 32;
    private int _tool = tool;
    private SortedDictionary<int, double>? _hotends;

    /// <summary>The hottest that each tool's hotend is set to, °C.</summary>
    public IReadOnlyDictionary<int, double> HotendsC => _hotends ??= [];

    /// <summary>The hottest that the bed is set to, °C.</summary>
    public double BedC { get; private set; }

    /// <summary>The hottest that the chamber is set to, °C.</summary>
    public double ChamberC { get; private set; }

    /// <summary>Takes a command; others than those for heaters and tools change nothing.</summary>
    /// <param name="command">A command as <see cref="GCodeReader.Command"/> gives it.</param>
    public void Take(ReadOnlySpan<byte> command)
    {
        if (command.IsEmpty || !MayHeat(command))
            return;
        var codes = new GCodeCodeReader(command);
        while (codes.TryRead())
            Take(codes.Letter, codes.Code, codes.Rest);
        if ((command[0] & ~0x20) is 'S' or 'P' or 'N' && command.Contains((byte)'='))
            TakeNamed(command);
    }

    /// <summary>What is hotter than a printer bears, in a sentence; null when nothing is.</summary>
    public string? Over(PrinterLimits limits)
    {
        foreach ((int tool, double target) in _hotends ?? [])
            if (target > limits.HotendOf(tool))
                return Words(
                    tool == 0 ? "The hotend" : Text($"The hotend of tool {tool}"),
                    target,
                    limits.HotendOf(tool)
                );
        return BedC > limits.MaxBed ? Words("The bed", BedC, limits.MaxBed)
            : ChamberC > limits.MaxChamber ? Words("The chamber", ChamberC, limits.MaxChamber)
            : null;
    }

    /// <summary>Moves are nearly all of a file, and have neither.</summary>
    private static bool MayHeat(ReadOnlySpan<byte> command) =>
        (command[0] & ~0x20) != 'G' || command.IndexOfAny("MmPp"u8) >= 0;

    private void Take(char letter, int code, ReadOnlySpan<byte> words)
    {
        switch (letter, code)
        {
            case ('T', _):
                _tool = code;
                break;
            // B is the highest that Marlin's AUTOTEMP goes to.
            case ('M', 104 or 109):
                Hotend(Tool(words), Highest(words, "SRB"u8));
                break;
            case ('M', 140 or 190):
                BedC = Math.Max(BedC, Highest(words, "SR"u8));
                break;
            case ('M', 141 or 191):
                ChamberC = Math.Max(ChamberC, Highest(words, "SR"u8));
                break;
            // The presets that M104 I and M140 I take.
            case ('M', 145):
                Hotend(_tool, Highest(words, "H"u8));
                BedC = Math.Max(BedC, Highest(words, "B"u8));
                break;
            case ('M', 303):
                Tune(words);
                break;
            // RepRapFirmware's tools. Elsewhere G10 pulls filament back, and has no P.
            case ('M', 568):
            case ('G', 10) when Has(words, 'P'):
                Hotend((int)Math.Clamp(Value(words, 'P', _tool), 0, MostTools), Highest(words, "SR"u8));
                break;
        }
    }

    /// <summary>E-1 is the bed, E-2 the chamber.</summary>
    private void Tune(ReadOnlySpan<byte> words)
    {
        double target = Highest(words, "S"u8);
        switch (Value(words, 'E', 0))
        {
            case -1:
                BedC = Math.Max(BedC, target);
                break;
            case -2:
                ChamberC = Math.Max(ChamberC, target);
                break;
            case var tool:
                Hotend((int)Math.Clamp(tool, 0, MostTools), target);
                break;
        }
    }

    /// <summary>Klipper: <c>SET_HEATER_TEMPERATURE HEATER=extruder1 TARGET=210</c>, and its tuning. Macros are its own business.</summary>
    private void TakeNamed(ReadOnlySpan<byte> command)
    {
        string text = Encoding.Latin1.GetString(command).ToUpperInvariant();
        if (text[0] == 'N')
            text = text.AsSpan(1).TrimStart("0123456789").TrimStart().ToString();
        if (
            !text.StartsWith("SET_HEATER_TEMPERATURE", StringComparison.Ordinal)
            && !text.StartsWith("PID_CALIBRATE", StringComparison.Ordinal)
        )
            return;
        string heater = "";
        double target = 0;
        // It takes quotes away wherever they stand, and its comments begin with # as well.
        string said = text.Split('#', 2)[0].Replace("\"", "", StringComparison.Ordinal);
        foreach (string word in said.Replace("'", "", StringComparison.Ordinal).Split((char[]?)null))
            if (word.StartsWith("HEATER=", StringComparison.Ordinal))
                heater = word[7..];
            else if (word.StartsWith("TARGET=", StringComparison.Ordinal))
                target = Math.Max(target, Number(word[7..]));
        if (!(target > 0))
            return;
        if (heater.Contains("BED", StringComparison.Ordinal))
            BedC = Math.Max(BedC, target);
        else if (heater.Contains("CHAMBER", StringComparison.Ordinal))
            ChamberC = Math.Max(ChamberC, target);
        else
            Hotend(
                int.TryParse(heater.AsSpan().TrimStart("EXTRUD"), CultureInfo.InvariantCulture, out int tool)
                    ? tool
                    : 0,
                target
            );
    }

    /// <summary>
    /// As Python's <c>float</c> reads it, which takes 2_60, INF and NAN. A heater whose target is NAN is never as hot as that, and no
    /// limit is below it: it counts as the hottest.
    /// </summary>
    private static double Number(string word) =>
        word.TrimStart('+') is "INF" or "INFINITY" || word.TrimStart('+', '-') == "NAN" ? double.PositiveInfinity
        : double.TryParse(
            word.Replace("_", "", StringComparison.Ordinal),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out double value
        )
            ? value
        : 0;

    private void Hotend(int tool, double target)
    {
        if (!(target > 0))
            return;
        tool = Math.Clamp(tool, 0, MostTools);
        _hotends ??= [];
        _hotends[tool] = Math.Max(_hotends.GetValueOrDefault(tool), target);
    }

    private int Tool(ReadOnlySpan<byte> words) => (int)Math.Clamp(Value(words, 'T', _tool), 0, MostTools);

    private static bool Has(ReadOnlySpan<byte> words, char letter) => !double.IsNaN(Value(words, letter, double.NaN));

    private static double Value(ReadOnlySpan<byte> words, char letter, double otherwise)
    {
        var reader = new GCodeWordReader(words);
        while (reader.TryRead(out GCodeWord word))
            if ((word.Letter & ~0x20) == letter && word.HasValue)
                otherwise = word.Value;
        return otherwise;
    }

    /// <summary>A letter that comes twice counts with its higher value: firmwares differ in which one they take.</summary>
    private static double Highest(ReadOnlySpan<byte> words, ReadOnlySpan<byte> letters)
    {
        double highest = 0;
        var reader = new GCodeWordReader(words);
        while (reader.TryRead(out GCodeWord word))
            if (letters.Contains((byte)(word.Letter & ~0x20)))
                highest = Math.Max(
                    highest,
                    word.HasValue ? word.Value * Power(words[reader.Position..]) : Overlong(words[(word.Start + 1)..])
                );
        return highest;
    }

    /// <summary>Digits that are no number are too many for one: the hottest that there is.</summary>
    private static double Overlong(ReadOnlySpan<byte> after)
    {
        ReadOnlySpan<byte> rest = after.TrimStart(" \t+."u8);
        return rest.Length > 0 && char.IsAsciiDigit((char)rest[0]) ? double.PositiveInfinity : 0;
    }

    /// <summary>Marlin ends a number at its E; who hands it to <c>strtof</c> reads 3E2 as 300.</summary>
    private static double Power(ReadOnlySpan<byte> after) =>
        after.Length >= 2 && (after[0] & ~0x20) == 'E' && GCodeNumber.TryParse(after[1..], out double power, out _)
            ? Math.Pow(10, Math.Clamp(power, 0, 9))
            : 1;

    private static string Words(string heater, double target, double? limit) =>
        limit == 0
            ? Text(
                $"{heater} would be set to {target:0.#} °C, and the printer's profile says that it cannot be heated."
            )
            : Text($"{heater} would be set to {target:0.#} °C; the limit of the printer's profile is {limit:0.#} °C.");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
