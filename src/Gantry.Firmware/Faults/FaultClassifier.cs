using Gantry.Firmware.Temperatures;

namespace Gantry.Firmware.Faults;

/// <summary>
/// Finds the faults among the lines that the firmware sends; give it all of them, in order. A line that is none costs a look at
/// its first bytes and no allocation. Firmware often spreads one fault over several lines, each of which is reported as it
/// comes, for safety must not wait: <see cref="Worst"/> is what they say together.
/// </summary>
public sealed class FaultClassifier
{
    /// <summary>The longest text that is kept.</summary>
    public const int MostCharacters = 240;

    private const int MostBytes = 512;

    private Pending _pending;
    private FirmwareFault? _last;

    private enum Pending
    {
        Nothing,

        /// <summary><c>Error:0</c> came; <c>: Extruder switched off. MAXTEMP triggered !</c> follows (Marlin 1.0).</summary>
        Cause,

        /// <summary>The line ended behind <c>Heater_ID:</c>; the heater follows (Marlin 1.0).</summary>
        Heater,
    }

    /// <summary>The fault that says most since the last <see cref="Reset"/>; null when there was none.</summary>
    public FirmwareFault? Worst { get; private set; }

    /// <summary>Forgets what was, for instance after a new connection.</summary>
    public void Reset()
    {
        Worst = _last = null;
        _pending = Pending.Nothing;
    }

    /// <summary>Takes a line.</summary>
    /// <returns>The fault that it reports, or the last one again with what this line adds to it; null for all other lines.</returns>
    public FirmwareFault? Add(ReadOnlySpan<byte> line)
    {
        line = line.Trim(" \t\r\n\0"u8);
        if (line.IsEmpty || (_pending == Pending.Nothing && !MayBeFault(line)))
            return null;
        Span<byte> buffer = stackalloc byte[MostBytes];
        int length = Math.Min(line.Length, MostBytes);
        for (int i = 0; i < length; i++)
            buffer[i] = (byte)char.ToLowerInvariant((char)line[i]);
        ReadOnlySpan<byte> lower = buffer[..length];
        FirmwareFault? fault = Continue(line, lower) ?? Begin(line, lower);
        if (fault is not null)
            Note(fault);
        return fault;
    }

    private static bool MayBeFault(ReadOnlySpan<byte> line) =>
        line[0] switch
        {
            (byte)'E' => line.StartsWith("Error:"u8),
            (byte)'!' => line.StartsWith("!!"u8),
            (byte)'f' => line.StartsWith("fatal:"u8),
            (byte)'e' => line.StartsWith("echo:"u8) && !line[5..].StartsWith("busy:"u8),
            _ => false,
        };

    /// <summary>The second line of a fault, if this is one.</summary>
    private FirmwareFault? Continue(ReadOnlySpan<byte> line, ReadOnlySpan<byte> lower)
    {
        (Pending pending, _pending) = (_pending, Pending.Nothing);
        if (pending == Pending.Nothing || _last is not { } last)
            return null;
        if (pending == Pending.Cause && lower[0] == ':')
        {
            FaultKind kind = FaultTexts.KindOf(lower);
            return new FirmwareFault(kind, Join(last.Text, line), last.Heater);
        }
        if (pending == Pending.Heater && lower.Length <= 8 && FaultTexts.ByName(lower) is { } heater)
            return new FirmwareFault(last.Kind, Join(last.Text, line), heater);
        return null;
    }

    private FirmwareFault? Begin(ReadOnlySpan<byte> line, ReadOnlySpan<byte> lower)
    {
        if (!MayBeFault(line))
            return null;
        if (lower.StartsWith("echo:"u8))
            return FaultTexts.IsFaultEcho(lower[5..].TrimStart((byte)' ')) ? Make(line, lower) : null;
        if (FaultTexts.IsOfLineProtocol(lower))
            return null;
        FirmwareFault fault = Make(line, lower);
        if (lower is [.., (byte)':'] && lower.EndsWith("heater_id:"u8))
            _pending = Pending.Heater;
        else if (lower.Length == 7 && FaultTexts.ByName(lower[6..]) is { } heater)
        {
            _pending = Pending.Cause;
            fault = fault with { Heater = heater };
        }
        return fault;
    }

    private static FirmwareFault Make(ReadOnlySpan<byte> line, ReadOnlySpan<byte> lower)
    {
        HeaterId? heater = FaultTexts.HeaterOf(lower);
        return new FirmwareFault(FaultTexts.KindOf(lower), FirmwareText.Clean(line, MostCharacters), heater);
    }

    private static string Join(string first, ReadOnlySpan<byte> second)
    {
        string joined = first + " " + FirmwareText.Clean(second, MostCharacters);
        return joined.Length <= MostCharacters ? joined : joined[..MostCharacters];
    }

    private void Note(FirmwareFault fault)
    {
        bool continues =
            Worst is { } worst
            && ReferenceEquals(worst, _last)
            && fault.Text.StartsWith(worst.Text, StringComparison.Ordinal);
        if (Worst is null || fault.Kind > Worst.Kind || continues)
            Worst = fault;
        _last = fault;
    }
}
