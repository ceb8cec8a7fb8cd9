using Gantry.Storage.Sql;

namespace Gantry.Storage.Printers;

/// <inheritdoc cref="IPrinterRepository"/>
internal sealed class PrinterRepository(SqlSession sql) : IPrinterRepository
{
    private const string Columns = """
        id, uid, name, url, model, location, notes, is_enabled, in_maintenance, position, document, document_version,
        created_at, changed_at, version
        """;

    private const string StatusColumns =
        "printer_id, plate, plate_at, plate_print_id, printed_seconds, prints, printed_at, document, version";

    private readonly TagTable _tags = new(sql, "printer_tags", "printer_id");

    public async Task<PrinterRecord?> FindAsync(long id, CancellationToken cancellationToken) =>
        (await SelectAsync("WHERE id = @id", new { id }, cancellationToken)).SingleOrDefault();

    public async Task<PrinterRecord?> FindAsync(Guid uid, CancellationToken cancellationToken) =>
        (await SelectAsync("WHERE uid = @uid", new { uid }, cancellationToken)).SingleOrDefault();

    public async Task<PrinterRecord?> FindAsync(string name, CancellationToken cancellationToken) =>
        (
            await SelectAsync("WHERE name_key = @key", new { key = StoredText.Fold(name) }, cancellationToken)
        ).SingleOrDefault();

    public Task<IReadOnlyList<PrinterRecord>> ListAsync(CancellationToken cancellationToken) =>
        SelectAsync("ORDER BY position, name_key", null, cancellationToken);

    public async Task<PrinterRecord> AddAsync(PrinterRecord printer, CancellationToken cancellationToken)
    {
        await CheckNameAsync(printer.Name, null, cancellationToken);
        PrinterRecord added = await sql.GetAsync<PrinterRecord>(
            $"""
            INSERT INTO printers (uid, name, name_key, url, model, location, notes, is_enabled, in_maintenance, position,
                document, document_version, created_at, changed_at)
            VALUES (@Uid, @Name, @Key, @Url, @Model, @Location, @Notes, @IsEnabled, @InMaintenance, @Position,
                @Document, @DocumentVersion, @Now, @Now)
            RETURNING {Columns}
            """,
            Values(printer with { Uid = printer.Uid == Guid.Empty ? Guid.NewGuid() : printer.Uid }),
            cancellationToken
        );
        await sql.ExecuteAsync(
            "INSERT INTO printer_status (printer_id, plate, plate_at) VALUES (@Id, @plate, @Now)",
            new
            {
                added.Id,
                plate = nameof(PlateState.Unknown),
                sql.Now,
            },
            cancellationToken
        );
        return await SetTagsAsync(added, printer.Tags, cancellationToken);
    }

    public async Task<PrinterRecord> UpdateAsync(PrinterRecord printer, CancellationToken cancellationToken)
    {
        await CheckNameAsync(printer.Name, printer.Id, cancellationToken);
        PrinterRecord changed = await sql.UpdateAsync<PrinterRecord>(
            $"printer {printer.Id}",
            printer.Version,
            $"""
            UPDATE printers SET name = @Name, name_key = @Key, url = @Url, model = @Model, location = @Location,
                notes = @Notes, is_enabled = @IsEnabled, in_maintenance = @InMaintenance, position = @Position,
                document = @Document, document_version = @DocumentVersion, changed_at = @Now, version = version + 1
            WHERE id = @Id AND version = @Version
            RETURNING {Columns}
            """,
            Values(printer),
            cancellationToken
        );
        return await SetTagsAsync(changed, printer.Tags, cancellationToken);
    }

    public async Task RemoveAsync(long id, long version, CancellationToken cancellationToken)
    {
        bool prints = await sql.GetAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM prints WHERE printer_id = @id AND ended_at IS NULL)",
            new { id },
            cancellationToken
        );
        if (prints)
            throw new StillInUseException("The printer prints. Cancel the print or wait for its end.");
        await sql.RemoveAsync("printers", "printer", id, version, cancellationToken);
    }

    public Task<PrinterStatus?> FindStatusAsync(long printerId, CancellationToken cancellationToken) =>
        sql.FindAsync<PrinterStatus>(
            $"SELECT {StatusColumns} FROM printer_status WHERE printer_id = @printerId",
            new { printerId },
            cancellationToken
        );

    public Task<IReadOnlyList<PrinterStatus>> ListStatusAsync(CancellationToken cancellationToken) =>
        sql.QueryAsync<PrinterStatus>(
            $"SELECT {StatusColumns} FROM printer_status ORDER BY printer_id",
            null,
            cancellationToken
        );

    public Task<PrinterStatus> UpdateStatusAsync(PrinterStatus status, CancellationToken cancellationToken) =>
        sql.UpdateAsync<PrinterStatus>(
            $"status of printer {status.PrinterId}",
            status.Version,
            $"""
            UPDATE printer_status SET plate = @plate, plate_at = @PlateAt, plate_print_id = @PlatePrintId,
                printed_seconds = @PrintedSeconds, prints = @Prints, printed_at = @PrintedAt, document = @document,
                version = version + 1
            WHERE printer_id = @PrinterId AND version = @Version
            RETURNING {StatusColumns}
            """,
            new
            {
                plate = status.Plate.ToString(),
                status.PlateAt,
                status.PlatePrintId,
                status.PrintedSeconds,
                status.Prints,
                status.PrintedAt,
                document = StoredText.Document(status.Document),
                status.PrinterId,
                status.Version,
            },
            cancellationToken
        );

    private async Task<IReadOnlyList<PrinterRecord>> SelectAsync(
        string where,
        object? values,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<PrinterRecord> printers = await sql.QueryAsync<PrinterRecord>(
            $"SELECT {Columns} FROM printers {where}",
            values,
            cancellationToken
        );
        ILookup<long, string> tags = await _tags.GetAsync(printers.Select(p => p.Id), cancellationToken);
        return [.. printers.Select(p => p with { Tags = [.. tags[p.Id]] })];
    }

    private async Task<PrinterRecord> SetTagsAsync(
        PrinterRecord printer,
        IReadOnlyList<string> tags,
        CancellationToken cancellationToken
    ) => printer with { Tags = await _tags.SetAsync(printer.Id, tags, cancellationToken) };

    private async Task CheckNameAsync(string name, long? self, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is { } other && other.Id != self)
            throw new NameTakenException($"A printer named '{other.Name}' is there already. Choose another name.");
    }

    private object Values(PrinterRecord printer) =>
        new
        {
            printer.Uid,
            Name = StoredText.Name(printer.Name),
            Key = StoredText.Fold(printer.Name),
            Url = StoredText.Note(printer.Url),
            Model = StoredText.Name(printer.Model),
            Location = StoredText.Name(printer.Location),
            Notes = StoredText.Note(printer.Notes),
            printer.IsEnabled,
            printer.InMaintenance,
            printer.Position,
            Document = StoredText.Document(printer.Document),
            printer.DocumentVersion,
            sql.Now,
            printer.Id,
            printer.Version,
        };
}
