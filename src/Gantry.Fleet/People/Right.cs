namespace Gantry.Fleet.People;

/// <summary>What somebody may be allowed to do. The words of <see cref="RightWords"/> are those of the API and of keys.</summary>
public enum Right
{
    /// <summary>See printers, queue and state.</summary>
    FleetRead,

    /// <summary>Work with any printer, and with any print.</summary>
    PrintersControl,

    /// <summary>Add, set up and remove printers.</summary>
    PrintersManage,

    /// <summary>Send jobs, and control one's own.</summary>
    QueueSubmit,

    /// <summary>Change the queue and everybody's jobs.</summary>
    QueueManage,

    /// <summary>Approve and refuse jobs.</summary>
    JobsApprove,

    /// <summary>See and download files.</summary>
    LibraryRead,

    /// <summary>Bring files, and change one's own.</summary>
    LibraryWrite,

    /// <summary>Change everybody's files and all folders.</summary>
    LibraryManage,

    /// <summary>See what was printed.</summary>
    HistoryRead,

    /// <summary>Say what became of everybody's prints, and remove them.</summary>
    HistoryManage,

    /// <summary>Add, change and remove people, their keys and quotas.</summary>
    UsersManage,

    /// <summary>Read the audit log.</summary>
    AuditRead,

    /// <summary>Change the settings of the installation.</summary>
    SettingsManage,

    /// <summary>See serial ports and their shares.</summary>
    PortsRead,

    /// <summary>Share ports and stop sharing them.</summary>
    PortsManage,

    /// <summary>Send raw commands to printers.</summary>
    TerminalUse,

    /// <summary>Take a copy of everything.</summary>
    Backup,
}
