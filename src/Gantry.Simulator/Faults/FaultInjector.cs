namespace Gantry.Simulator.Faults;

/// <summary>Carries out the lasting faults of a plan: what comes in, what goes out, what is refused and what is babbled.</summary>
internal sealed class FaultInjector
{
    // A cut sequence, bytes that stand nowhere in UTF-8, half a surrogate pair, and a terminal's escape sequence.
    private static ReadOnlySpan<byte> NotUtf8 =>
        [(byte)'e', (byte)':', 0xc3, 0x28, 0xff, 0xfe, 0x80, 0xed, 0xa0, 0x80, 0x1b, (byte)'[', (byte)'2', (byte)'J'];

    private readonly FaultPlan _plan;
    private readonly Random _random;
    private readonly Noise _inbound;
    private readonly Noise _outbound;
    private readonly byte[] _received = new byte[512];
    private readonly byte[] _reply = new byte[2048];
    private int _stormLeft;

    public FaultInjector(FaultPlan plan)
    {
        _plan = plan;
        // Each source has random numbers of its own: one fault more does not move all others.
        _random = new Random(plan.Seed);
        _inbound = new Noise(plan.Inbound, new Random(unchecked(plan.Seed + 1)));
        _outbound = new Noise(plan.Outbound, new Random(unchecked(plan.Seed + 2)));
    }

    /// <summary>The most bytes that <see cref="Received"/> takes at a time.</summary>
    public int LargestPiece => _received.Length / 2;

    /// <summary>Passes received bytes through the noise; the result is valid until the next call.</summary>
    public ReadOnlySpan<byte> Received(ReadOnlySpan<byte> bytes) =>
        _plan.Inbound.Total == 0 ? bytes : _received.AsSpan(0, _inbound.Apply(bytes, _received));

    /// <summary>Passes a reply through the faults; the result is valid until the next call.</summary>
    public ReadOnlySpan<byte> Reply(ReadOnlySpan<byte> line)
    {
        if (Happens(_plan.LostOk, line.StartsWith("ok"u8)))
            return [];
        if (Happens(_plan.CutReply, line.Length > 1))
            line = line[.._random.Next(line.Length)];
        else if (Happens(_plan.GlueReply, line.EndsWith("\n"u8)))
            line = line[..^1];
        return _plan.Outbound.Total == 0 ? line : _reply.AsSpan(0, _outbound.Apply(line, _reply));
    }

    /// <summary>Whether a good numbered line is refused now.</summary>
    public bool RefusesLine()
    {
        if (_stormLeft == 0 && Happens(_plan.ResendStorm, true))
            _stormLeft = _plan.ResendStormLength;
        if (_stormLeft == 0)
            return false;
        _stormLeft--;
        return true;
    }

    /// <summary>Something that the firmware says unasked now; empty for nothing.</summary>
    public ReadOnlySpan<byte> Chatter()
    {
        if (Happens(_plan.InvalidUtf8, true))
            return NotUtf8;
        if (!Happens(_plan.Chatter, true))
            return [];
        return _random.Next(6) switch
        {
            0 => "echo:Active Extruder: 0"u8,
            1 => "//action:notification Layer change"u8,
            2 => " T:199.87 /200.00 B:60.01 /60.00 @:64 B@:21"u8,
            3 => "echo:SD card ok"u8,
            4 => "// ok is only a word here"u8,
            _ => "the probe is Error-free, nothing to Resend: 12"u8,
        };
    }

    // A probability of nothing draws no number, so that plans without a fault run alike.
    private bool Happens(double probability, bool possible) =>
        possible && probability > 0 && _random.NextDouble() < probability;
}
