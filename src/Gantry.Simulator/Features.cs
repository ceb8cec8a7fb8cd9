namespace Gantry.Simulator;

/// <summary>What a firmware is built with, as far as hosts can tell.</summary>
[Flags]
public enum Features
{
    /// <summary>Nothing optional.</summary>
    None = 0,

    /// <summary><c>ok N123 P15 B3</c> (ADVANCED_OK).</summary>
    AdvancedOk = 1 << 0,

    /// <summary>M108, M112, M410 and M876 act on reception (EMERGENCY_PARSER).</summary>
    EmergencyParser = 1 << 1,

    /// <summary><c>//action:</c> lines and prompts (HOST_ACTION_COMMANDS, HOST_PROMPT_SUPPORT).</summary>
    HostPrompts = 1 << 2,

    /// <summary><c>//action:notification</c> for M117 (HOST_STATUS_NOTIFICATIONS).</summary>
    Notifications = 1 << 3,

    /// <summary>M155 and M154 (AUTO_REPORT_TEMPERATURES, AUTO_REPORT_POSITION).</summary>
    AutoReport = 1 << 4,

    /// <summary><c>echo:busy:</c> every two seconds (HOST_KEEPALIVE_FEATURE).</summary>
    KeepAlive = 1 << 5,

    /// <summary>A probe and G29 (AUTO_BED_LEVELING_BILINEAR).</summary>
    Leveling = 1 << 6,

    /// <summary>A heated chamber with M141 and M191.</summary>
    Chamber = 1 << 7,

    /// <summary>M20, M21 and M27 (SDSUPPORT).</summary>
    SdCard = 1 << 8,

    /// <summary>The stock configuration that was measured: auto-reports and keep-alive.</summary>
    Stock = AutoReport | KeepAlive,
}
