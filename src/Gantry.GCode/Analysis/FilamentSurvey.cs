namespace Gantry.GCode.Analysis;

/// <summary>How much filament the moves of one tool push through: the high-water mark of its E axis.</summary>
internal sealed class FilamentSurvey
{
    private double _position;

    /// <summary>Filament pushed further than ever before, in mm; what is pulled back and pushed again counts once.</summary>
    public double UsedMm { get; private set; }

    public void Move(double delta)
    {
        _position += delta;
        UsedMm = Math.Max(UsedMm, _position);
    }
}
