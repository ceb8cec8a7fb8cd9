using System.Text.Json;
using Gantry.Storage.Audit;

namespace Gantry.Server.Endpoints.People;

/// <summary>Who did what to what.</summary>
internal sealed record AuditBody
{
    /// <summary>1, 2, 3 without a gap.</summary>
    public long Id { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Who; null for a program without an account.</summary>
    public long? UserId { get; init; }

    /// <summary>Who, by name.</summary>
    public required string UserName { get; init; }

    /// <summary>Through which door and from where.</summary>
    public required string Source { get; init; }

    /// <summary>What, as <c>job.cancel</c>.</summary>
    public required string Action { get; init; }

    /// <summary>To what kind of thing.</summary>
    public required string SubjectKind { get; init; }

    /// <summary>To which one.</summary>
    public required string SubjectId { get; init; }

    /// <summary>To which one, by name.</summary>
    public required string SubjectName { get; init; }

    /// <summary>What else is to be known.</summary>
    public JsonElement Detail { get; init; }

    public static AuditBody From(AuditEntry entry) =>
        new()
        {
            Id = entry.Id,
            At = entry.At,
            UserId = entry.UserId,
            UserName = entry.UserName,
            Source = entry.Source,
            Action = entry.Action,
            SubjectKind = entry.SubjectKind,
            SubjectId = entry.SubjectId,
            SubjectName = entry.SubjectName,
            Detail = JsonElement.Parse(entry.Detail),
        };
}
