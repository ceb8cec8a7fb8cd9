namespace Gantry.Simulator.Faults;

/// <summary>
/// Noise on one direction of the wire. The distance to the next hit is drawn instead of one number per byte, so a clean line
/// costs nothing.
/// </summary>
internal sealed class Noise
{
    private readonly NoiseRates _rates;
    private readonly Random _random;
    private long _untilHit;

    public Noise(NoiseRates rates, Random random)
    {
        _rates = rates;
        _random = random;
        _untilHit = DrawDistance();
    }

    /// <summary>The most bytes that a number of bytes can become.</summary>
    public static int Longest(int length) => length * 2;

    /// <summary>Passes bytes through the noise.</summary>
    /// <param name="bytes">What goes in.</param>
    /// <param name="output">What comes out; at least <see cref="Longest"/> bytes.</param>
    /// <returns>Bytes that came out.</returns>
    public int Apply(ReadOnlySpan<byte> bytes, Span<byte> output)
    {
        int written = 0;
        while (bytes.Length > _untilHit)
        {
            int clean = (int)_untilHit;
            bytes[..clean].CopyTo(output[written..]);
            written += clean;
            written += Hit(bytes[clean], output[written..]);
            bytes = bytes[(clean + 1)..];
            _untilHit = DrawDistance();
        }
        bytes.CopyTo(output[written..]);
        _untilHit -= bytes.Length;
        return written + bytes.Length;
    }

    private int Hit(byte value, Span<byte> output)
    {
        double which = _random.NextDouble() * _rates.Total;
        if (which < _rates.Flip)
        {
            output[0] = (byte)(value ^ (1 << _random.Next(8)));
            return 1;
        }
        if (which < _rates.Flip + _rates.Lose)
            return 0;
        output[0] = (byte)_random.Next(256);
        output[1] = value;
        return 2;
    }

    // The geometric distribution, by inversion.
    private long DrawDistance()
    {
        if (_rates.Total <= 0)
            return long.MaxValue / 2;
        if (_rates.Total >= 1)
            return 0;
        double distance = Math.Log(1 - _random.NextDouble()) / Math.Log(1 - _rates.Total);
        return (long)Math.Min(distance, 1e15);
    }
}
