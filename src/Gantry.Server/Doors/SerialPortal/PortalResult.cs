using System.Text.Json.Serialization;

namespace Gantry.Server.Doors.SerialPortal;

/// <summary>What became of a wish.</summary>
/// <param name="Success">Whether it was done.</param>
internal sealed record PortalResult(bool Success)
{
    /// <summary>What happened.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; init; }

    /// <summary>What is wrong.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary>Whether a line was as expected.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Matched { get; init; }

    /// <summary>That line.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Line { get; init; }

    /// <summary>All lines.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Lines { get; init; }
}
