namespace Gantry.Simulator;

/// <summary>
/// How fast the machine lives: moving, heating, dwelling and the firmware's own work. The wire and what the firmware says at
/// fixed intervals keep the host's time.
/// </summary>
/// <param name="Factor">1 is real time; infinity means that nothing takes time.</param>
internal readonly record struct MachinePace(double Factor)
{
    /// <summary>Whether nothing takes time.</summary>
    public bool IsInstant => double.IsPositiveInfinity(Factor);

    /// <summary>The host's time that something of the machine takes.</summary>
    public TimeSpan ToHost(TimeSpan machine) => machine / Factor;

    /// <summary>The machine's seconds that pass in a span of the host's time.</summary>
    public double ToMachineSeconds(TimeSpan host) => host.TotalSeconds * Factor;
}
