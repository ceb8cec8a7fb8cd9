using Gantry.Fleet.Errors;
using Gantry.Fleet.Events;
using Gantry.Fleet.People;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Views;
using Gantry.Storage;
using Gantry.Storage.Jobs;

namespace Gantry.Fleet.Jobs;

/// <summary>The jobs: sending, changing, holding and cancelling them. Members control their own.</summary>
public sealed class JobService
{
    private readonly FleetContext _context;
    private readonly JobMaker _maker;

    internal JobService(FleetContext context, PrinterService printers)
    {
        (_context, Printers) = (context, printers);
        _maker = new JobMaker(context);
    }

    private PrinterService Printers { get; }

    /// <summary>One job.</summary>
    /// <exception cref="FleetException">The caller may not, or there is none.</exception>
    public async Task<JobView> GetAsync(Caller caller, long id, CancellationToken cancellationToken)
    {
        caller.Demand(Right.FleetRead);
        return View(caller, await FindAsync(caller, id, cancellationToken));
    }

    /// <summary>The job that a call of the caller made, for an answer that got lost.</summary>
    /// <exception cref="FleetException">The caller may not make jobs any more, or it is gone.</exception>
    public async Task<JobView> GetMadeAsync(Caller caller, long id, CancellationToken cancellationToken)
    {
        caller.Demand(Right.QueueSubmit);
        return View(caller, await FindAsync(caller, id, cancellationToken));
    }

    /// <summary>The jobs that fit and that the caller may see, the latest first.</summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    public async Task<Page<JobView>> SearchAsync(
        Caller caller,
        JobQuery query,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        caller.Demand(Right.FleetRead);
        query = query with { AboutPrinters = caller.PrinterIds is { } ids ? [.. ids] : null };
        Page<Job> jobs = await _context.Store.ReadAsync(
            async s =>
            {
                Page<Job> all = await s.Jobs.SearchAsync(query, page, cancellationToken);
                return all with { Items = await JobSight.OfAsync(s, caller, all.Items, cancellationToken) };
            },
            cancellationToken
        );
        return new Page<JobView>([.. jobs.Items.Select(j => View(caller, j))], jobs.Next);
    }

    /// <summary>Sends a job into the queue.</summary>
    /// <exception cref="FleetException">The caller may not, something in it is wrong, or it is more than the quota allows.</exception>
    public async Task<JobView> AddAsync(Caller caller, NewJob job, CancellationToken cancellationToken)
    {
        caller.Demand(Right.QueueSubmit);
        if (job.PrinterId is { } printer)
            await Printers.HostAsync(printer, cancellationToken);
        Job added = await _maker.AddAsync(caller, job, isDirect: false, cancellationToken);
        _context.WakeQueue();
        return View(caller, added);
    }

    /// <summary>Sends a job straight to a printer, which must be free for it: nothing is queued behind anybody by accident.</summary>
    /// <exception cref="FleetException">The caller may not, the printer cannot, something is wrong, or the quota is used up.</exception>
    public async Task<JobView> PrintAsync(
        Caller caller,
        long printerId,
        NewJob job,
        CancellationToken cancellationToken
    )
    {
        caller.Demand(Right.QueueSubmit);
        caller.Demand(caller.MayUsePrinter(printerId), "The key is for other printers.");
        PrinterHost host = await Printers.HostAsync(printerId, cancellationToken);
        IReadOnlyList<Matching.WaitReason> reasons = Matching.StateReasons.Of(Matching.FactsOf.Printer(host));
        if (reasons.Count > 0)
            throw new FleetException(
                FleetError.PrinterRefused,
                $"{host.Config.Record.Name} cannot start it now. {string.Join(' ', reasons.Select(r => r.Text))}"
            );
        NewJob here = job with { PrinterId = printerId, Copies = 1 };
        Job added = await _maker.AddAsync(caller, here, isDirect: true, cancellationToken);
        _context.WakeQueue();
        return View(caller, added);
    }

    /// <summary>Changes a job.</summary>
    /// <exception cref="FleetException">The caller may not, there is none, or something in it is wrong.</exception>
    /// <exception cref="VersionConflictException">Somebody changed it since.</exception>
    public Task<JobView> ChangeAsync(
        Caller caller,
        long id,
        long version,
        JobEdit edit,
        CancellationToken cancellationToken
    )
    {
        JobCheck.Check(caller, edit);
        return UpdateAsync(
            caller,
            id,
            "job.change",
            (s, job) => ChangeAsync(s, caller, job with { Version = version }, edit, cancellationToken),
            cancellationToken
        );
    }

    /// <summary>Puts a job before another one of the queue.</summary>
    /// <param name="caller">Who; needs the right to the queue.</param>
    /// <param name="id">The job.</param>
    /// <param name="before">The other one; null: to the end.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FleetException">The caller may not, or there is no such job.</exception>
    /// <exception cref="VersionConflictException">The other one has ended.</exception>
    public Task<JobView> MoveAsync(Caller caller, long id, long? before, CancellationToken cancellationToken)
    {
        caller.Demand(Right.QueueManage);
        return UpdateAsync(
            caller,
            id,
            "job.move",
            (s, job) => s.Jobs.MoveAsync(id, job.Version, before, cancellationToken),
            cancellationToken
        );
    }

    /// <summary>Holds a job back.</summary>
    /// <exception cref="FleetException">The caller may not, or there is no such open job.</exception>
    public Task<JobView> HoldAsync(Caller caller, long id, string reason, CancellationToken cancellationToken) =>
        UpdateAsync(
            caller,
            id,
            "job.hold",
            (s, job) => s.Jobs.UpdateAsync(job with { IsHeld = true, HoldReason = reason }, cancellationToken),
            cancellationToken
        );

    /// <summary>Lets a held job go on.</summary>
    /// <exception cref="FleetException">The caller may not, or there is no such open job.</exception>
    public Task<JobView> ReleaseAsync(Caller caller, long id, CancellationToken cancellationToken) =>
        UpdateAsync(
            caller,
            id,
            "job.release",
            (s, job) => s.Jobs.UpdateAsync(job with { IsHeld = false, HoldReason = "" }, cancellationToken),
            cancellationToken
        );

    /// <summary>Sends the same job once more.</summary>
    /// <exception cref="FleetException">The caller may not, the file is gone, or it is more than the quota allows.</exception>
    public async Task<JobView> DuplicateAsync(Caller caller, long id, CancellationToken cancellationToken)
    {
        JobView job = await GetAsync(caller, id, cancellationToken);
        var again = new NewJob
        {
            FileId = job.FileId ?? throw FleetException.NotFound("file of this job in the library"),
            Name = job.Name,
            Copies = job.Copies,
            Priority = caller.May(Right.QueueManage) ? job.Priority : Math.Min(0, job.Priority),
            Routing = job.Routing,
            PrinterId = job.PrinterId,
            Note = job.Note,
            Variants = [.. job.Variants.Where(v => v.FileId is not null)],
        };
        return await AddAsync(caller, again, cancellationToken);
    }

    /// <summary>Takes a job back, and gives its running prints up.</summary>
    /// <exception cref="FleetException">The caller may not, or there is no such open job.</exception>
    public async Task<JobView> CancelAsync(Caller caller, long id, CancellationToken cancellationToken)
    {
        JobView cancelled = await UpdateAsync(
            caller,
            id,
            "job.cancel",
            (s, job) => s.Jobs.UpdateAsync(job with { State = JobState.Cancelled, EndedAt = s.Now }, cancellationToken),
            cancellationToken
        );
        await StopPrintsAsync(id, cancellationToken);
        return cancelled;
    }

    /// <summary>Gives the prints of a job up that another node has cancelled.</summary>
    internal async Task GiveUpAsync(long id, CancellationToken stop)
    {
        Job? job = await _context.Store.ReadAsync(s => s.Jobs.FindAsync(id, stop), stop);
        if (job is not { State: JobState.Cancelled })
            return;
        try
        {
            await StopPrintsAsync(id, stop);
        }
        catch (FleetException)
        {
            // It ends by itself, or its printer is away; then a person gives it up there.
        }
    }

    private async Task StopPrintsAsync(long id, CancellationToken stop)
    {
        foreach (PrinterHost host in Printers.Hosts)
            if (host.Print is { } print && print.JobId == id && host.Live.State != LiveState.Cancelling)
                await host.AskAsync(p => p.CancelAsync(), stop);
    }

    /// <summary>Approves a job; with the version that was looked at, as it was then and no other way.</summary>
    /// <exception cref="FleetException">The caller may not, or it does not wait for approval.</exception>
    /// <exception cref="VersionConflictException">Somebody changed it since.</exception>
    public Task<JobView> ApproveAsync(Caller caller, long id, long? version, CancellationToken cancellationToken) =>
        DecideAsync(
            caller,
            new ApprovalService(_context.Store).ApproveAsync(caller, id, null, version, cancellationToken),
            cancellationToken
        );

    /// <summary>Refuses a job.</summary>
    /// <exception cref="FleetException">The caller may not, or it does not wait for approval.</exception>
    public Task<JobView> RefuseAsync(Caller caller, long id, string reason, CancellationToken cancellationToken) =>
        DecideAsync(
            caller,
            new ApprovalService(_context.Store).RefuseAsync(caller, id, reason, cancellationToken),
            cancellationToken
        );

    /// <summary>Tells listeners of a job as it is now.</summary>
    internal async Task TellAsync(long id, CancellationToken stop)
    {
        (Job? job, ILookup<long, long> printedOn) = await _context.Store.ReadAsync(
            async s => (await s.Jobs.FindAsync(id, stop), await s.Jobs.PrintersOfAsync([id], stop)),
            stop
        );
        if (job is null)
            _context.Events.Tell(EventTopics.JobRemoved, new IdView(id), id);
        else
            _context.Events.Tell(EventTopics.Job, JobView.Of(job), id, printers: JobPrinters.Of(job, printedOn[id]));
    }

    private static async Task<Job> FindAsync(IStoreSession s, Caller caller, long id, CancellationToken stop)
    {
        Job job = await s.Jobs.FindAsync(id, stop) ?? throw FleetException.NotFound($"job {id}");
        await JobSight.DemandAsync(s, caller, job, stop);
        return job;
    }

    private Task<Job> FindAsync(Caller caller, long id, CancellationToken stop) =>
        _context.Store.ReadAsync(s => FindAsync(s, caller, id, stop), stop);

    private static JobView View(Caller caller, Job job) => JobView.Of(job) with { CanControl = caller.MayControl(job) };

    private async Task<JobView> DecideAsync(Caller caller, Task<Job> decide, CancellationToken stop)
    {
        Job job = await decide;
        await TellAsync(job.Id, stop);
        _context.WakeQueue();
        return View(caller, job);
    }

    private async Task<JobView> UpdateAsync(
        Caller caller,
        long id,
        string action,
        Func<IStoreSession, Job, Task<Job>> change,
        CancellationToken stop
    )
    {
        Job changed = await _context.Store.WriteAsync(
            async s =>
            {
                Job job = await FindAsync(s, caller, id, stop);
                caller.DemandRoute(job);
                caller.Demand(caller.MayControl(job), "It is somebody else's job.");
                if (job.EndedAt is not null)
                    throw new FleetException(FleetError.Conflict, "The job has ended. Send it once more instead.");
                Job after = await change(s, job);
                caller.DemandRoute(after);
                s.Audit.Append(caller.Audit(action, "job", id, job.Name));
                s.Tell(FleetTopic.Job, id);
                return after;
            },
            stop
        );
        _context.WakeQueue();
        return View(caller, changed);
    }

    private static async Task<Job> ChangeAsync(
        IStoreSession s,
        Caller caller,
        Job before,
        JobEdit edit,
        CancellationToken stop
    )
    {
        Job after = before with
        {
            Name = edit.Name?.Trim() ?? before.Name,
            Copies = edit.Copies ?? before.Copies,
            Priority = edit.Priority ?? before.Priority,
            Routing = edit.Routing is { } routing ? JobDocuments.Write(routing) : before.Routing,
            PrinterId = edit.PrinterId is { } printer ? (printer == 0 ? null : printer) : before.PrinterId,
            NotBefore = edit.NotBefore ?? before.NotBefore,
            Note = edit.Note ?? before.Note,
        };
        if (after.Copies < after.CopiesStarted)
            throw FleetException.Invalid("copies", $"{after.CopiesStarted} copies have been started already.");
        if (after.State == JobState.Active && after.Copies > after.CopiesStarted)
            after = after with { State = JobState.Queued };
        else if (after.State == JobState.Queued && after.Copies == after.CopiesStarted)
            after = after with { State = JobState.Active };
        if (before.OwnerId is { } owner && owner == caller.UserId && caller.Role is { } role)
        {
            QuotaDecision decision = await QuotaService.AdmitAsync(s, owner, role, JobDemand.Of(after), before, stop);
            after = ApprovalService.AfterChange(caller, before, after, decision);
        }
        return await s.Jobs.UpdateAsync(after, stop);
    }
}
