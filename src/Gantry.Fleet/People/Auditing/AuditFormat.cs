namespace Gantry.Fleet.People;

/// <summary>How the audit log is written to a file.</summary>
public enum AuditFormat
{
    /// <summary>A table of RFC 4180, for spreadsheets.</summary>
    Csv,

    /// <summary>A JSON array.</summary>
    Json,
}
