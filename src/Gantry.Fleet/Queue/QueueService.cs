using Gantry.Fleet.Errors;
using Gantry.Fleet.Events;
using Gantry.Fleet.Jobs;
using Gantry.Fleet.Matching;
using Gantry.Fleet.People;
using Gantry.Fleet.Printers;
using Gantry.Storage.Jobs;

namespace Gantry.Fleet.Queue;

/// <summary>The queue of the whole fleet: what waits, in which order, and why.</summary>
public sealed class QueueService
{
    /// <summary>Open jobs that are shown with what they wait for.</summary>
    public const int MostShown = 1000;

    private readonly FleetContext _context;
    private readonly PrinterService _printers;

    internal QueueService(FleetContext context, PrinterService printers) => (_context, _printers) = (context, printers);

    /// <summary>The open jobs in their order, each with what speaks against it on each printer.</summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    public async Task<QueueView> GetAsync(Caller caller, CancellationToken cancellationToken)
    {
        caller.Demand(Right.FleetRead);
        (IReadOnlyList<Job> jobs, MatchInput input) = await ReadAsync(caller, cancellationToken);
        return new QueueView([.. jobs.Select(j => View(caller, j, input))], input.Rules.IsPaused);
    }

    /// <summary>What speaks against one job on each printer; empty when it has ended.</summary>
    /// <exception cref="FleetException">The caller may not, or there is none.</exception>
    public async Task<IReadOnlyList<Wait>> ExplainAsync(Caller caller, long jobId, CancellationToken cancellationToken)
    {
        caller.Demand(Right.FleetRead);
        (IReadOnlyList<Job> jobs, MatchInput input) = await ReadAsync(caller, cancellationToken);
        return jobs.FirstOrDefault(j => j.Id == jobId) is { } job ? View(caller, job, input).Waits! : [];
    }

    /// <summary>The open jobs that name a printer, in their order.</summary>
    /// <exception cref="FleetException">The caller may not, or there is no such printer.</exception>
    public async Task<IReadOnlyList<JobView>> UpcomingAsync(
        Caller caller,
        long printerId,
        CancellationToken cancellationToken
    )
    {
        caller.Demand(Right.FleetRead, printerId);
        await _printers.HostAsync(printerId, cancellationToken);
        (IReadOnlyList<Job> jobs, MatchInput input) = await ReadAsync(caller, cancellationToken);
        return [.. jobs.Where(j => j.PrinterId == printerId).Select(j => View(caller, j, input))];
    }

    /// <summary>Lets nothing start any more, but what somebody sends straight to a printer.</summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    public Task PauseAsync(Caller caller, CancellationToken cancellationToken) =>
        SetAsync(caller, new QueueState(true), "queue.pause", cancellationToken);

    /// <summary>Lets jobs start again.</summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    public Task ResumeAsync(Caller caller, CancellationToken cancellationToken) =>
        SetAsync(caller, new QueueState(false), "queue.resume", cancellationToken);

    internal async Task TellAsync(CancellationToken stop)
    {
        QueueState state = await _context.Store.ReadAsync(s => QueueBooks.ReadStateAsync(s, stop), stop);
        _context.Events.Tell(EventTopics.Queue, state);
    }

    private static JobView View(Caller caller, Job job, MatchInput input) =>
        JobView.Of(job) with
        {
            CanControl = caller.MayControl(job),
            Waits = Matcher.Explain(input, JobDocuments.ToMatch(job)),
        };

    /// <summary>What the caller may see: of a key for certain printers neither jobs of others, nor how others fare.</summary>
    private Task<(IReadOnlyList<Job>, MatchInput)> ReadAsync(Caller caller, CancellationToken stop) =>
        _context.Store.ReadAsync(
            async s =>
            {
                QueueSettings settings = await QueueBooks.ReadSettingsAsync(s, stop);
                QueueState state = await QueueBooks.ReadStateAsync(s, stop);
                IReadOnlyList<Job> jobs = await JobSight.OfAsync(
                    s,
                    caller,
                    await s.Jobs.ListQueueAsync(MostShown, stop),
                    stop
                );
                PrinterFacts[] printers =
                [
                    .. _printers
                        .Hosts.Where(h => caller.MayUsePrinter(h.Id))
                        .OrderBy(h => h.Config.Record.Position)
                        .ThenBy(h => h.Config.Record.Name, StringComparer.OrdinalIgnoreCase)
                        .Select(FactsOf.Printer),
                ];
                QueueRules rules = settings.Rules(state.Paused) with { Blocked = _context.Space.WhyNothingStarts() };
                var input = new MatchInput(printers, [], rules, _context.Time.GetLocalNow())
                {
                    Existing = _printers.Hosts.Select(h => h.Id).ToHashSet(),
                };
                return (jobs, input);
            },
            stop
        );

    private Task SetAsync(Caller caller, QueueState state, string action, CancellationToken stop)
    {
        caller.Demand(Right.QueueManage);
        caller.DemandAllPrinters();
        return _context.Store.WriteAsync(
            async s =>
            {
                await QueueBooks.SetStateAsync(s, state, caller.Name, stop);
                s.Audit.Append(caller.Audit(action, "queue"));
                s.Tell(FleetTopic.Queue, 0);
            },
            stop
        );
    }
}
