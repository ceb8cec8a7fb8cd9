namespace Gantry.Printing.Actor;

/// <summary>Where connecting is.</summary>
internal enum ConnectStep
{
    /// <summary>Not at all, or it is done.</summary>
    None,

    /// <summary>The port is being opened.</summary>
    Opening,

    /// <summary>DTR was pulsed; waiting for the firmware's <c>start</c>.</summary>
    Booting,

    /// <summary>Asking whether there is firmware.</summary>
    Greeting,

    /// <summary>Setting the line number.</summary>
    Numbering,

    /// <summary>Asking who it is (M115).</summary>
    Identifying,

    /// <summary>Asking for reports, and running the connect script.</summary>
    SettingUp,
}
