using Gantry.Storage.Sql;

namespace Gantry.Storage.History;

/// <inheritdoc cref="IPrintRepository"/>
internal sealed class PrintRepository(SqlSession sql) : IPrintRepository
{
    public Task<PrintRecord?> FindAsync(long id, CancellationToken cancellationToken) =>
        sql.FindAsync<PrintRecord>(
            $"SELECT {PrintBooks.Columns} FROM prints WHERE id = @id",
            new { id },
            cancellationToken
        );

    public Task<PrintRecord?> FindAsync(Guid uid, CancellationToken cancellationToken) =>
        sql.FindAsync<PrintRecord>(
            $"SELECT {PrintBooks.Columns} FROM prints WHERE uid = @uid",
            new { uid },
            cancellationToken
        );

    public Task<PrintRecord?> FindActiveAsync(long printerId, CancellationToken cancellationToken) =>
        sql.FindAsync<PrintRecord>(
            $"SELECT {PrintBooks.Columns} FROM prints WHERE printer_id = @printerId AND ended_at IS NULL",
            new { printerId },
            cancellationToken
        );

    public Task<IReadOnlyList<PrintRecord>> ListActiveAsync(CancellationToken cancellationToken) =>
        sql.QueryAsync<PrintRecord>(
            $"SELECT {PrintBooks.Columns} FROM prints WHERE ended_at IS NULL ORDER BY id",
            null,
            cancellationToken
        );

    public async Task<Page<PrintRecord>> SearchAsync(
        PrintQuery query,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        SqlFilter filter = Filter(query);
        if (page.After is not null)
        {
            (long key, long id) = PageCursor.ReadInteger(page.After);
            filter.AddAfter("started_at", true, key, id);
        }
        IReadOnlyList<PrintRecord> rows = await sql.QueryAsync<PrintRecord>(
            $"""
            SELECT {PrintBooks.Columns} FROM prints {filter.Where}
            ORDER BY started_at DESC, id DESC LIMIT {page.Take + 1}
            """,
            filter.Values,
            cancellationToken
        );
        return PageCursor.Cut(rows, page, p => p.StartedAt.ToUnixTimeMilliseconds(), p => p.Id);
    }

    public Task<IReadOnlyList<PrintStatistics>> AddUpAsync(
        PrintQuery query,
        PrintGrouping by,
        TimeSpan timeZone,
        CancellationToken cancellationToken
    )
    {
        SqlFilter filter = Filter(query);
        filter.Add("ended_at IS NOT NULL");
        filter.Values.Add("zone", (long)timeZone.TotalMilliseconds);
        string group = by switch
        {
            PrintGrouping.Printer => "printer_name",
            PrintGrouping.User => "user_name",
            PrintGrouping.Material => "material",
            PrintGrouping.Month => sql.Dialect.Month("started_at + @zone"),
            _ => "",
        };
        string groupBy = group.Length > 0 ? $"GROUP BY {group} ORDER BY {group}" : "";
        return sql.QueryAsync<PrintStatistics>(
            $"""
            SELECT {(group.Length > 0 ? group : "''")} AS "group", COUNT(*) AS prints,
                COUNT(CASE WHEN state = 'Finished' THEN 1 END) AS finished,
                COUNT(CASE WHEN state = 'Cancelled' THEN 1 END) AS cancelled,
                COUNT(CASE WHEN state = 'Failed' THEN 1 END) AS failed,
                COUNT(CASE WHEN verdict = 'Good' THEN 1 END) AS good,
                COUNT(CASE WHEN verdict = 'Bad' THEN 1 END) AS bad,
                COALESCE(SUM(seconds), 0.0) AS seconds, COALESCE(SUM(filament_mm), 0.0) AS filament_mm,
                COALESCE(SUM(filament_g), 0.0) AS filament_g,
                COALESCE(SUM(energy_wh), 0.0) AS energy_wh, COALESCE(SUM(cost), 0.0) AS cost
            FROM prints {filter.Where}
            {groupBy}
            """,
            filter.Values,
            cancellationToken
        );
    }

    public async Task<PrintRecord> AddAsync(PrintRecord print, CancellationToken cancellationToken)
    {
        if (print.PrinterId is not { } printerId)
            throw new StillInUseException("A print needs a printer.");
        await PrintBooks.CheckPrinterAsync(sql, printerId, print.Epoch, cancellationToken);
        return await sql.GetAsync<PrintRecord>(
            $"""
            INSERT INTO prints (uid, job_id, printer_id, printer_name, file_id, file_name, content_hash, keeps_content, user_id,
                user_name, state, node, epoch, started_at, ended_at, seconds, reason, firmware_words, verdict,
                verdict_reason, verdict_by, verdict_at, photo_hash, material, filament_mm, filament_g, energy_wh, cost,
                document)
            VALUES (@Uid, @JobId, @PrinterId, @PrinterName, @FileId, @FileName, @ContentHash, @KeepsContent, @UserId,
                @UserName, @State, @Node, @Epoch, @Now, @EndedAt, @Seconds, @Reason, @FirmwareWords, @Verdict,
                @VerdictReason, @VerdictBy, @VerdictAt, @PhotoHash, @Material, @FilamentMm, @FilamentG, @EnergyWh, @Cost,
                @Document)
            RETURNING {PrintBooks.Columns}
            """,
            Values(print with { Uid = print.Uid == Guid.Empty ? Guid.NewGuid() : print.Uid }),
            cancellationToken
        );
    }

    public Task<PrintRecord> UpdateAsync(PrintRecord print, CancellationToken cancellationToken) =>
        sql.UpdateAsync<PrintRecord>(
            $"print {print.Id}",
            print.Version,
            $"""
            UPDATE prints SET keeps_content = @KeepsContent, state = @State, epoch = @Epoch, node = @Node,
                ended_at = @EndedAt, seconds = @Seconds, reason = @Reason, firmware_words = @FirmwareWords,
                verdict = @Verdict, verdict_reason = @VerdictReason, verdict_by = @VerdictBy, verdict_at = @VerdictAt,
                photo_hash = @PhotoHash, material = @Material, filament_mm = @FilamentMm, filament_g = @FilamentG,
                energy_wh = @EnergyWh, cost = @Cost, document = @Document, version = version + 1
            WHERE id = @Id AND version = @Version
            RETURNING {PrintBooks.Columns}
            """,
            Values(print),
            cancellationToken
        );

    public async Task<bool> RemoveAsync(long id, CancellationToken cancellationToken) =>
        await sql.ExecuteAsync(
            "DELETE FROM prints WHERE id = @id AND ended_at IS NOT NULL",
            new { id },
            cancellationToken
        ) > 0;

    public Task SetTemperaturesAsync(long id, byte[] temperatures, CancellationToken cancellationToken) =>
        sql.ExecuteAsync(
            """
            INSERT INTO print_temperatures (print_id, data) VALUES (@id, @temperatures)
            ON CONFLICT (print_id) DO UPDATE SET data = excluded.data
            """,
            new { id, temperatures },
            cancellationToken
        );

    public Task<byte[]?> GetTemperaturesAsync(long id, CancellationToken cancellationToken) =>
        sql.FindAsync<byte[]>(
            "SELECT data FROM print_temperatures WHERE print_id = @id",
            new { id },
            cancellationToken
        );

    public Task SetLogAsync(long id, byte[] log, CancellationToken cancellationToken) =>
        sql.ExecuteAsync(
            """
            INSERT INTO print_logs (print_id, data) VALUES (@id, @log)
            ON CONFLICT (print_id) DO UPDATE SET data = excluded.data
            """,
            new { id, log },
            cancellationToken
        );

    public Task<byte[]?> GetLogAsync(long id, CancellationToken cancellationToken) =>
        sql.FindAsync<byte[]>("SELECT data FROM print_logs WHERE print_id = @id", new { id }, cancellationToken);

    public Task<int> ReleaseContentsAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken) =>
        sql.ExecuteAsync(
            """
            UPDATE prints SET keeps_content = FALSE, photo_hash = NULL
            WHERE ended_at < @endedBefore AND (keeps_content OR photo_hash IS NOT NULL)
            """,
            new { endedBefore },
            cancellationToken
        );

    public Task<int> PurgeAsync(
        DateTimeOffset endedAfter,
        DateTimeOffset endedBefore,
        CancellationToken cancellationToken
    ) =>
        sql.ExecuteAsync(
            "DELETE FROM prints WHERE ended_at >= @endedAfter AND ended_at < @endedBefore",
            new { endedAfter, endedBefore },
            cancellationToken
        );

    private SqlFilter Filter(PrintQuery query)
    {
        var filter = new SqlFilter();
        filter.AddIf("printer_id = @printer", "printer", query.PrinterId);
        filter.AddIf(sql.Dialect.In("printer_id", "@printers"), "printers", query.PrinterIds?.ToArray());
        filter.AddIf("user_id = @user", "user", query.UserId);
        filter.AddIf("job_id = @job", "job", query.JobId);
        filter.AddIf("file_id = @file", "file", query.FileId);
        filter.AddIf("material = @material", "material", query.Material);
        filter.AddIf("verdict = @verdict", "verdict", query.Verdict?.ToString());
        filter.AddIf("started_at >= @from", "from", query.From);
        filter.AddIf("started_at < @to", "to", query.To);
        if (!string.IsNullOrWhiteSpace(query.Text))
            filter.AddIf(
                @"(LOWER(file_name || ' ' || user_name || ' ' || printer_name) LIKE @text ESCAPE '\')",
                "text",
                $"%{Literal(query.Text.Trim().ToLowerInvariant())}%"
            );
        if (query.States.Count > 0)
            filter.AddIf(
                sql.Dialect.In("state", "@states"),
                "states",
                query.States.Select(s => s.ToString()).ToArray()
            );
        return filter;
    }

    /// <summary>Text as LIKE finds it and nothing else.</summary>
    private static string Literal(string text) =>
        StoredText
            .Name(text)
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);

    private object Values(PrintRecord print) =>
        new
        {
            print.Id,
            print.Uid,
            print.JobId,
            print.PrinterId,
            PrinterName = StoredText.Name(print.PrinterName),
            print.FileId,
            FileName = StoredText.Name(print.FileName),
            print.ContentHash,
            print.KeepsContent,
            print.UserId,
            UserName = StoredText.Name(print.UserName),
            State = print.State.ToString(),
            Node = StoredText.Name(print.Node),
            print.Epoch,
            sql.Now,
            print.EndedAt,
            print.Seconds,
            Reason = StoredText.Note(print.Reason),
            FirmwareWords = StoredText.Note(print.FirmwareWords),
            Verdict = print.Verdict.ToString(),
            VerdictReason = StoredText.Note(print.VerdictReason),
            VerdictBy = StoredText.Name(print.VerdictBy),
            print.VerdictAt,
            print.PhotoHash,
            Material = StoredText.Name(print.Material),
            print.FilamentMm,
            print.FilamentG,
            print.EnergyWh,
            print.Cost,
            Document = StoredText.Document(print.Document),
            print.Version,
        };
}
