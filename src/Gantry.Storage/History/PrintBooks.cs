using Gantry.Storage.Files;
using Gantry.Storage.Jobs;
using Gantry.Storage.Sql;

namespace Gantry.Storage.History;

/// <summary>How a print gets into the books.</summary>
internal static class PrintBooks
{
    /// <summary>The columns of a print.</summary>
    public const string Columns = """
        id, uid, job_id, printer_id, printer_name, file_id, file_name, content_hash, keeps_content, user_id, user_name, state,
        node, epoch, started_at, ended_at, seconds, reason, firmware_words, verdict, verdict_reason, verdict_by, verdict_at,
        photo_hash, material, filament_mm, filament_g, energy_wh, cost, document, version,
        EXISTS (SELECT 1 FROM thumbnails t WHERE t.content_hash = prints.content_hash) AS has_thumbnail
        """;

    /// <summary>Makes sure that the caller still owns a printer that does not print.</summary>
    public static async Task CheckPrinterAsync(
        SqlSession sql,
        long printerId,
        long epoch,
        CancellationToken cancellationToken
    )
    {
        // Whoever takes the printer over changes this row, so he waits until we are done, or we see what he did.
        long? now = await sql.FindAsync<long?>(
            $"SELECT epoch FROM printer_owners WHERE printer_id = @printerId {sql.Dialect.ForUpdate}",
            new { printerId },
            cancellationToken
        );
        if (now != epoch)
            throw new VersionConflictException($"owner of printer {printerId}", epoch);
        bool prints = await sql.GetAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM prints WHERE printer_id = @printerId AND ended_at IS NULL)",
            new { printerId },
            cancellationToken
        );
        if (prints)
            throw new StillInUseException($"Printer {printerId} prints already: a second job must wait for its end.");
    }

    /// <summary>Begins the print of a copy.</summary>
    public static Task<PrintRecord> BeginAsync(
        SqlSession sql,
        JobClaim claim,
        Job job,
        ContentHash content,
        CancellationToken cancellationToken
    ) =>
        sql.GetAsync<PrintRecord>(
            $"""
            INSERT INTO prints (uid, job_id, printer_id, printer_name, file_id, file_name, content_hash, user_id, user_name,
                state, node, epoch, started_at)
            SELECT @uid, @jobId, p.id, p.name, @FileId, @Name, @content, @OwnerId, @OwnerName, 'Starting', o.node, o.epoch,
                @Now
            FROM printers p JOIN printer_owners o ON o.printer_id = p.id
            WHERE p.id = @PrinterId
            RETURNING {Columns}
            """,
            new
            {
                uid = Guid.NewGuid(),
                jobId = job.Id,
                job.FileId,
                job.Name,
                content,
                job.OwnerId,
                job.OwnerName,
                sql.Now,
                claim.PrinterId,
            },
            cancellationToken
        );
}
