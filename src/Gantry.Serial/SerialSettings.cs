namespace Gantry.Serial;

/// <summary>The frame format and speed of a serial line.</summary>
/// <param name="BaudRate">Bits per second, 1 to 4,000,000 on the drivers measured; any value, not only the standard ones.</param>
/// <param name="DataBits">Bits of a character, 5 to 8.</param>
/// <param name="Parity">The parity bit.</param>
/// <param name="StopBits">The stop bits.</param>
/// <param name="FlowControl">Who may hold back the sender, and how.</param>
public sealed record SerialSettings(
    int BaudRate = 115200,
    int DataBits = 8,
    Parity Parity = Parity.None,
    StopBits StopBits = StopBits.One,
    FlowControl FlowControl = FlowControl.None
)
{
    /// <summary>
    /// How far a baud rate may be off. Receivers sample each bit in its middle, so both ends together may differ by some 4 %,
    /// and half of that is ours. Drivers of good adapters round by up to 2.6 % (measured: CP2102, 74880 to 76800).
    /// </summary>
    private const double BaudTolerance = 0.026;

    /// <summary>Whether these settings, as a driver made them of a wish, do what was wished for.</summary>
    public bool Fits(SerialSettings wanted) =>
        this with { BaudRate = wanted.BaudRate } == wanted
        && Math.Abs((double)BaudRate - wanted.BaudRate) <= wanted.BaudRate * BaudTolerance;

    /// <summary>Short form, as in <c>115200 8N1</c>.</summary>
    public override string ToString()
    {
        char parity = Parity switch
        {
            Parity.Odd => 'O',
            Parity.Even => 'E',
            Parity.Mark => 'M',
            Parity.Space => 'S',
            _ => 'N',
        };
        string stop = StopBits switch
        {
            StopBits.Two => "2",
            StopBits.OnePointFive => "1.5",
            _ => "1",
        };
        return $"{BaudRate} {DataBits}{parity}{stop}";
    }
}
