namespace Gantry.Simulator.Hosting;

/// <summary>
/// What a UART makes of bytes that come at another baud rate than its own: other bytes, and another number of them.
/// </summary>
internal sealed class BaudMismatch(Random random)
{
    // A receiver looks at the middle of each of ten bits: half a bit in ten may be off, less some for edges that are not sharp.
    private const double Tolerance = 0.045;

    private readonly byte[] _garbage = new byte[512];
    private double _fraction;

    /// <summary>Whether two ends understand each other. One without a baud rate understands everybody.</summary>
    public static bool Fits(int one, int other) =>
        one == 0 || other == 0 || Math.Abs(((double)one / other) - 1) <= Tolerance;

    /// <summary>What arrives instead of some bytes; valid until the next call.</summary>
    public ReadOnlySpan<byte> Garble(int count, int sender, int receiver)
    {
        _fraction += (double)count * receiver / Math.Max(sender, 1);
        int length = (int)Math.Min(_fraction, _garbage.Length);
        _fraction -= Math.Floor(_fraction);
        random.NextBytes(_garbage.AsSpan(0, length));
        return _garbage.AsSpan(0, length);
    }
}
