using Gantry.Storage.Files;
using Gantry.Storage.Sql;

namespace Gantry.Storage.Jobs;

/// <summary>The table of variants.</summary>
internal static class JobVariants
{
    /// <summary>The most variants of a job.</summary>
    private const int Max = 64;

    /// <summary>Gives jobs their variants.</summary>
    public static async Task<IReadOnlyList<Job>> AttachAsync(
        SqlSession sql,
        IReadOnlyList<Job> jobs,
        CancellationToken cancellationToken
    )
    {
        if (jobs.Count == 0)
            return jobs;
        ILookup<long, Row> variants = (
            await sql.QueryAsync<Row>(
                $"""
                SELECT job_id, printer_model, file_id, content_hash, seconds, filament_g FROM job_variants
                WHERE {sql.Dialect.In("job_id", "@ids")} ORDER BY job_id, position
                """,
                new { ids = jobs.Select(j => j.Id).ToArray() },
                cancellationToken
            )
        ).ToLookup(r => r.JobId);
        return [.. jobs.Select(j => j with { Variants = [.. variants[j.Id].Select(r => r.ToVariant())] })];
    }

    /// <summary>Writes the variants of a new job.</summary>
    public static async Task AddAsync(
        SqlSession sql,
        long jobId,
        IReadOnlyList<JobVariant> variants,
        CancellationToken cancellationToken
    )
    {
        if (variants.Count > Max)
            throw new StorageException($"A job may have {Max} variants, not {variants.Count}.");
        for (int position = 0; position < variants.Count; position++)
            await sql.ExecuteAsync(
                """
                INSERT INTO job_variants (job_id, position, printer_model, file_id, content_hash, seconds, filament_g)
                VALUES (@jobId, @position, @model, @FileId, @ContentHash, @Seconds, @FilamentG)
                """,
                new
                {
                    jobId,
                    position,
                    model = StoredText.Name(variants[position].PrinterModel),
                    variants[position].FileId,
                    variants[position].ContentHash,
                    variants[position].Seconds,
                    variants[position].FilamentG,
                },
                cancellationToken
            );
    }

    private sealed record Row
    {
        public long JobId { get; init; }
        public string PrinterModel { get; init; } = "";
        public long? FileId { get; init; }
        public ContentHash? ContentHash { get; init; }
        public double Seconds { get; init; }
        public double FilamentG { get; init; }

        public JobVariant ToVariant() =>
            new()
            {
                PrinterModel = PrinterModel,
                FileId = FileId,
                ContentHash = ContentHash,
                Seconds = Seconds,
                FilamentG = FilamentG,
            };
    }
}
