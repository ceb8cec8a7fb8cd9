namespace Gantry.Simulator.Commands;

/// <summary>What commands set and later ones ask for, beside the motion's own state.</summary>
internal sealed class MachineState
{
    /// <summary>M220, percent.</summary>
    public int FeedratePercent { get; set; } = 100;

    /// <summary>M221, percent.</summary>
    public int FlowPercent { get; set; } = 100;

    /// <summary>The extruder in use.</summary>
    public int Tool { get; set; }

    /// <summary>Fans, 0 to 255.</summary>
    public byte[] Fans { get; } = new byte[2];

    /// <summary>Extruding below this is prevented, °C (EXTRUDE_MINTEMP); M302 changes it.</summary>
    public double ExtrudeMinTemperature { get; set; } = 170;
}
