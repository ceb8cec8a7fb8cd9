namespace Gantry.GCode.Motion;

/// <summary>The settings that commands change while a file runs (M201, M203, M204, M205, M92, M900).</summary>
internal struct MotionLimits
{
    public AxisValues MaxFeedrate;
    public AxisValues MaxAcceleration;
    public AxisValues MaxJerk;
    public AxisValues StepsPerMm;
    public double PrintAcceleration;
    public double RetractAcceleration;
    public double TravelAcceleration;
    public double JunctionDeviation;
    public double MinSegmentSeconds;
    public double MinFeedrate;
    public double MinTravelFeedrate;
    public double LinearAdvance;

    /// <summary>Takes the limits of a machine.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A speed, an acceleration or a step count is not over 0.</exception>
    public static MotionLimits From(MachineSettings settings)
    {
        double least = Math.Min(
            Math.Min(settings.MaxFeedrate.Least, settings.MaxAcceleration.Least),
            Math.Min(settings.StepsPerMm.Least, settings.ArcSegment)
        );
        least = Math.Min(least, Math.Min(settings.PrintAcceleration, settings.RetractAcceleration));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(
            Math.Min(least, settings.TravelAcceleration),
            nameof(settings)
        );
        return new MotionLimits
        {
            MaxFeedrate = settings.MaxFeedrate,
            MaxAcceleration = settings.MaxAcceleration,
            MaxJerk = settings.MaxJerk,
            StepsPerMm = settings.StepsPerMm,
            PrintAcceleration = settings.PrintAcceleration,
            RetractAcceleration = settings.RetractAcceleration,
            TravelAcceleration = settings.TravelAcceleration,
            JunctionDeviation = settings.JunctionDeviation,
            MinSegmentSeconds = settings.MinSegmentSeconds,
            MinFeedrate = settings.MinFeedrate,
            MinTravelFeedrate = settings.MinTravelFeedrate,
            LinearAdvance = settings.LinearAdvance,
        };
    }

    /// <summary>
    /// The change of extruder speed that linear advance may ask for: what junction deviation allows at a right angle.
    /// </summary>
    public readonly double ExtruderJerk =>
        JunctionDeviation > 0
            ? Math.Sqrt(JunctionDeviation * MaxAcceleration.E * Math.Sqrt(0.5) / (1 - Math.Sqrt(0.5)))
            : MaxJerk.E;
}
