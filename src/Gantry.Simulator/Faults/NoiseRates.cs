namespace Gantry.Simulator.Faults;

/// <summary>Noise of one direction of the wire, as probabilities per byte.</summary>
/// <param name="Flip">One bit of the byte is turned over.</param>
/// <param name="Lose">The byte is gone.</param>
/// <param name="Insert">Another byte comes before it.</param>
internal readonly record struct NoiseRates(double Flip, double Lose, double Insert)
{
    /// <summary>The probability that anything happens to a byte.</summary>
    public double Total => Flip + Lose + Insert;
}
