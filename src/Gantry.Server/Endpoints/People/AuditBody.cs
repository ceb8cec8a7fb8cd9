using Gantry.Storage.Audit;

namespace Gantry.Server.Endpoints.People;

/// <summary>Who did what to what.</summary>
internal sealed record AuditBody
{
    /// <summary>1, 2, 3 without a gap.</summary>
    public long Id { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Who, by name.</summary>
    public required string User { get; init; }

    /// <summary>Who; null for a program without an account.</summary>
    public long? UserId { get; init; }

    /// <summary>Through which door and from where.</summary>
    public required string Address { get; init; }

    /// <summary>What, as <c>job.cancel</c>.</summary>
    public required string Action { get; init; }

    /// <summary>To what kind of thing.</summary>
    public required string SubjectKind { get; init; }

    /// <summary>To which one.</summary>
    public required string SubjectId { get; init; }

    /// <summary>To which one, by name.</summary>
    public required string Subject { get; init; }

    /// <summary>The printer's name, when it was done to one.</summary>
    public string? Printer { get; init; }

    /// <summary>What else is to be known, as JSON.</summary>
    public required string Details { get; init; }

    public static AuditBody From(AuditEntry entry) =>
        new()
        {
            Id = entry.Id,
            At = entry.At,
            User = entry.UserName,
            UserId = entry.UserId,
            Address = entry.Source,
            Action = entry.Action,
            SubjectKind = entry.SubjectKind,
            SubjectId = entry.SubjectId,
            Subject = entry.SubjectName,
            Printer = entry.SubjectKind == "printer" ? entry.SubjectName : null,
            Details = entry.Detail,
        };
}
