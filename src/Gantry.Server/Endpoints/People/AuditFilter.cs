using System.Globalization;
using Gantry.Storage.Audit;

namespace Gantry.Server.Endpoints.People;

/// <summary>Which entries are looked for.</summary>
internal sealed class AuditFilter
{
    /// <summary>By the user with this id.</summary>
    public long? User { get; init; }

    /// <summary>To the printer with this id.</summary>
    public long? Printer { get; init; }

    /// <summary>Of this kind, as <c>job.cancel</c>.</summary>
    public string? Action { get; init; }

    /// <summary>At this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this time.</summary>
    public DateTimeOffset? To { get; init; }

    public AuditQuery ToQuery() =>
        new()
        {
            UserId = User,
            Action = string.IsNullOrEmpty(Action) ? null : Action,
            SubjectKind = Printer is null ? null : "printer",
            SubjectId = Printer?.ToString(CultureInfo.InvariantCulture),
            From = From,
            To = To,
        };
}
