using System.Text.Json;
using Gantry.Fleet.Errors;
using Gantry.Fleet.People;
using Gantry.Fleet.Printers;
using Gantry.GCode.Analysis;
using Gantry.Storage;
using Gantry.Storage.Jobs;
using Gantry.Storage.Library;

namespace Gantry.Fleet.Jobs;

/// <summary>Makes jobs of files: looks up what they want of a printer, holds them against the quota, and adds them.</summary>
internal sealed class JobMaker(FleetContext context)
{
    /// <summary>Adds a job.</summary>
    /// <exception cref="FleetException">Something in it is wrong, or it is more than the quota allows.</exception>
    public Task<Job> AddAsync(Caller caller, NewJob wanted, bool isDirect, CancellationToken stop)
    {
        JobCheck.Check(caller, wanted);
        return context.Store.WriteAsync(
            async s =>
            {
                Job job = await MakeAsync(s, caller, wanted, isDirect, stop);
                caller.DemandRoute(job);
                if (caller is { UserId: { } owner, Role: { } role })
                {
                    QuotaDecision decision = await QuotaService.AdmitAsync(
                        s,
                        owner,
                        role,
                        JobDemand.Of(job),
                        null,
                        stop
                    );
                    if (decision.NeedsApproval && !caller.May(Right.JobsApprove))
                        job = job with { State = JobState.AwaitingApproval };
                }
                Job added = await s.Jobs.AddAsync(job, stop);
                await s.NoteAsync(caller, added.Id, stop);
                s.Audit.Append(caller.Audit("job.add", "job", added.Id, added.Name));
                s.Tell(FleetTopic.Job, added.Id);
                return added;
            },
            stop
        );
    }

    private static async Task<Job> MakeAsync(
        IStoreSession s,
        Caller caller,
        NewJob wanted,
        bool isDirect,
        CancellationToken stop
    )
    {
        LibraryFile file = await FileAsync(s, wanted.FileId, "fileId", stop);
        var variants = new List<JobVariant>();
        var facts = new Dictionary<string, JobFacts>();
        foreach (JobVariantView variant in wanted.Variants ?? [])
        {
            LibraryFile other = await FileAsync(s, variant.FileId!.Value, "variants", stop);
            facts[other.ContentHash.ToString()] = await FactsAsync(s, other, stop);
            variants.Add(
                new JobVariant
                {
                    PrinterModel = variant.Model.Trim(),
                    FileId = other.Id,
                    ContentHash = other.ContentHash,
                    Seconds = other.Facts.Seconds,
                    FilamentG = other.Facts.FilamentG,
                }
            );
        }
        var document = new JobDocument
        {
            Facts = await FactsAsync(s, file, stop),
            Variants = facts,
            IsDirect = isDirect,
        };
        return new Job
        {
            Name = wanted.Name?.Trim() ?? file.Name,
            FileId = file.Id,
            ContentHash = file.ContentHash,
            Priority = wanted.Priority,
            Copies = wanted.Copies,
            IsHeld = wanted.Held,
            NotBefore = wanted.NotBefore,
            PrinterId = wanted.PrinterId,
            Routing = JobDocuments.Write(wanted.Routing ?? new JobRouting()),
            Seconds = file.Facts.Seconds,
            FilamentG = file.Facts.FilamentG,
            OwnerId = caller.UserId,
            OwnerName = caller.Name,
            Source = caller.Source,
            Note = wanted.Note ?? "",
            Document = JobDocuments.Write(document),
            Variants = variants,
        };
    }

    private static async Task<LibraryFile> FileAsync(IStoreSession s, long id, string field, CancellationToken stop) =>
        await s.Files.FindAsync(id, stop)
        ?? throw FleetException.Invalid(field, $"There is no file {id} in the library.");

    private static async Task<JobFacts> FactsAsync(IStoreSession s, LibraryFile file, CancellationToken stop)
    {
        string? json = await s.Contents.GetAnalysisAsync(file.ContentHash, stop);
        try
        {
            return json is null ? JobFacts.Of(file.Facts) : JobFacts.Of(AnalysisJson.Read(json), file.Facts);
        }
        catch (JsonException)
        {
            // An analysis of another version: the list's facts are enough until it is made anew.
            return JobFacts.Of(file.Facts);
        }
    }
}
