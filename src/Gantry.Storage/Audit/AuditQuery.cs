namespace Gantry.Storage.Audit;

/// <summary>Which entries are looked for. Everything that is not null must fit.</summary>
public sealed record AuditQuery
{
    /// <summary>By this user.</summary>
    public long? UserId { get; init; }

    /// <summary>Of this kind, as <c>job.cancel</c>.</summary>
    public string? Action { get; init; }

    /// <summary>To this kind of thing.</summary>
    public string? SubjectKind { get; init; }

    /// <summary>To this one.</summary>
    public string? SubjectId { get; init; }

    /// <summary>At this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this time.</summary>
    public DateTimeOffset? To { get; init; }
}
