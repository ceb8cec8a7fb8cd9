namespace Gantry.GCode.Checking;

/// <summary>What a finding means for a print.</summary>
public enum GCodeSeverity
{
    /// <summary>Good to know; changes nothing.</summary>
    Note,

    /// <summary>The file can be printed, but something in it will not be as meant.</summary>
    Warning,

    /// <summary>The file must not be printed.</summary>
    Error,
}
