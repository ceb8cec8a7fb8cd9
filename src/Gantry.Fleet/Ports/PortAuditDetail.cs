using System.Text.Json.Serialization;

namespace Gantry.Fleet.Ports;

/// <summary>What the audit log says of a serial client beside who and where.</summary>
internal sealed record PortAuditDetail
{
    /// <summary><c>write</c> or <c>watch</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Mode { get; init; }

    /// <summary>Since when it was connected.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? From { get; init; }

    /// <summary>When it left.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? To { get; init; }

    /// <summary>Why it was refused, or left.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>Entries before this one that were too many to be written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? LeftOut { get; init; }
}
