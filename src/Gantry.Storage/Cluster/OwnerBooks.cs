using Gantry.Storage.Sql;

namespace Gantry.Storage.Cluster;

/// <summary>The table of owners.</summary>
internal static class OwnerBooks
{
    /// <summary>Makes a node the owner, and gives the new epoch.</summary>
    public const string Take = """
        INSERT INTO printer_owners (printer_id, node, epoch, since_at) VALUES (@printerId, @node, 1, @now)
        ON CONFLICT (printer_id) DO UPDATE SET
            node = excluded.node, epoch = printer_owners.epoch + 1, since_at = excluded.since_at
        RETURNING epoch
        """;

    /// <summary>Who has a printer.</summary>
    public static Task<PrinterOwner?> FindAsync(
        ISqlDatabase database,
        long printerId,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync(
            session =>
                session.FindAsync<PrinterOwner>(
                    "SELECT printer_id, node, epoch, since_at FROM printer_owners WHERE printer_id = @printerId",
                    new { printerId },
                    cancellationToken
                ),
            cancellationToken
        );
}
