namespace Gantry.Printing.Progress;

/// <summary>
/// How much longer things really take than they should: the ratio over the last while, which begins as 1. What happened long
/// ago fades, so that a change of speed shows.
/// </summary>
internal sealed class PaceRatio
{
    /// <summary>What is so long ago counts a third, in seconds as they should be.</summary>
    private const double Memory = 1200;

    /// <summary>The weight of "as it should be" at the beginning, s: a slow first line must not spoil the whole print.</summary>
    private const double Prior = 180;

    private double _real = Prior;
    private double _planned = Prior;

    /// <summary>Real time for planned time, between a fifth and five.</summary>
    public double Value => Math.Clamp(_real / _planned, 0.2, 5);

    /// <summary>So much was planned, and so much it took, s.</summary>
    public void Add(double planned, double real)
    {
        if (planned < 0 || real < 0)
            return;
        double fading = Math.Exp(-planned / Memory);
        _planned = _planned * fading + planned;
        _real = _real * fading + real;
    }
}
