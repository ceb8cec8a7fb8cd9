using System.Globalization;
using System.Text;
using System.Text.Json;
using Gantry.Fleet.Errors;
using Gantry.Storage;
using Gantry.Storage.Audit;

namespace Gantry.Fleet.People;

/// <summary>Reads the audit log. It is written by whoever does something, in the same unit of work (<see cref="Caller.Audit"/>).</summary>
public sealed class AuditService(IStore store)
{
    private const int AtOnce = 500;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>The entries that fit, the latest first.</summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    public Task<Page<AuditEntry>> SearchAsync(
        Caller caller,
        AuditQuery query,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        caller.Demand(Right.AuditRead);
        return store.ReadAsync(s => s.Audit.SearchAsync(query, page, cancellationToken), cancellationToken);
    }

    /// <summary>Looks whether nobody changed the log.</summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    public Task<AuditCheck> CheckAsync(Caller caller, CancellationToken cancellationToken)
    {
        caller.Demand(Right.AuditRead);
        return store.ReadAsync(s => s.Audit.CheckAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Writes the log, or a time of it, the oldest first, in constant memory.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="format">How.</param>
    /// <param name="from">At this time or later; null: from the beginning.</param>
    /// <param name="to">Before this time; null: to the end.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FleetException">The caller may not.</exception>
    public async Task ExportAsync(
        Caller caller,
        AuditFormat format,
        DateTimeOffset? from,
        DateTimeOffset? to,
        Stream destination,
        CancellationToken cancellationToken
    )
    {
        caller.Demand(Right.AuditRead);
        await store.WriteAsync(
            s =>
            {
                s.Audit.Append(caller.Audit("audit.export"));
                return Task.CompletedTask;
            },
            cancellationToken
        );
        await using var writer = new StreamWriter(destination, new UTF8Encoding(false), 16 * 1024, leaveOpen: true);
        await writer.WriteAsync(format == AuditFormat.Csv ? Head : "[");
        bool isFirst = true;
        for (long after = 0; ; )
        {
            long last = after;
            IReadOnlyList<AuditEntry> part = await store.ReadAsync(
                s => s.Audit.ListAfterAsync(last, AtOnce, cancellationToken),
                cancellationToken
            );
            foreach (AuditEntry entry in part.Where(e => !(e.At < from) && !(e.At >= to)))
            {
                await writer.WriteAsync(format == AuditFormat.Csv ? Row(entry) : Item(entry, isFirst));
                isFirst = false;
            }
            if (part.Count < AtOnce)
                break;
            after = part[^1].Id;
        }
        if (format == AuditFormat.Json)
            await writer.WriteAsync("\n]\n");
        await writer.FlushAsync(cancellationToken);
    }

    private static string Head =>
        CsvText.Row(
            "id",
            "at",
            "userId",
            "user",
            "source",
            "action",
            "subjectKind",
            "subjectId",
            "subject",
            "detail",
            "hash"
        );

    private static string Row(AuditEntry e) =>
        CsvText.Row(
            e.Id.ToString(CultureInfo.InvariantCulture),
            e.At.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            e.UserId?.ToString(CultureInfo.InvariantCulture) ?? "",
            e.UserName,
            e.Source,
            e.Action,
            e.SubjectKind,
            e.SubjectId,
            e.SubjectName,
            e.Detail,
            e.Hash
        );

    private static string Item(AuditEntry entry, bool isFirst) =>
        (isFirst ? "\n" : ",\n") + JsonSerializer.Serialize(entry, Json);
}
