using Gantry.Storage.Jobs;

namespace Gantry.Fleet.Jobs;

/// <summary>Which printers a job is about: what keys for certain printers are held against.</summary>
internal static class JobPrinters
{
    /// <summary>The printers that a job names, by itself or in its routing; null when any that fits will do.</summary>
    public static IReadOnlyList<long>? NamedBy(Job job) =>
        job.PrinterId is { } only ? [only] : JobDocuments.RoutingOf(job).PrinterIds;

    /// <summary>
    /// The printers that a job is about: those that it names and those that it was printed on. Null stands for all of them: it
    /// names none, and a copy may still start anywhere. <see cref="JobQuery.AboutPrinters"/> says the same to the database, so
    /// that pages are full.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="printedOn">The printers that its copies were begun on.</param>
    public static IReadOnlySet<long>? Of(Job job, IEnumerable<long> printedOn)
    {
        IReadOnlyList<long>? named = NamedBy(job);
        return named is null && job.EndedAt is null && job.CopiesStarted < job.Copies
            ? null
            : printedOn.Concat(named ?? []).ToHashSet();
    }
}
