using System.Collections.Concurrent;
using Gantry.Fleet.Errors;
using Gantry.Fleet.Jobs;
using Gantry.Fleet.Matching;
using Gantry.Fleet.Printers;
using Gantry.Storage;
using Gantry.Storage.History;
using Gantry.Storage.Jobs;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet.Queue;

/// <summary>
/// Gives the printers of this node their work: looks whenever something may have changed, lets the matcher decide, claims a copy
/// in the database, and starts it. What is claimed is nobody else's, on whatever node.
/// </summary>
internal sealed partial class QueueRunner(
    FleetContext context,
    ConcurrentDictionary<long, PrinterHost> hosts,
    ILogger log
) : IAsyncDisposable
{
    /// <summary>Jobs that are looked at in one go.</summary>
    private const int MostJobs = 500;

    /// <summary>Many changes in a row are looked at once.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);

    private readonly FailedStarts _failed = new(context.Time);
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _starting = new();
    private Task _loop = Task.CompletedTask;

    public void Start() => _loop = BackgroundLoop.Start("The queue", RunAsync, context.Time, log, _stop.Token);

    /// <summary>Something may be able to start now.</summary>
    public void Wake()
    {
        try
        {
            if (_wake.CurrentCount == 0)
                _wake.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // Somebody else woke it, or it has ended.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        await Task.WhenAll(_starting.Values.Select(s => s.Task));
        _stop.Dispose();
        _wake.Dispose();
    }

    private async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await LookAsync(stop);
                await WaitAsync();
            }
            catch (StorageException e)
            {
                LogCannotLook(e.Message);
                await Task.Delay(context.Options.QueueInterval, context.Time, stop);
            }
        }
    }

    private async Task WaitAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        Task interval = Task.Delay(context.Options.QueueInterval, context.Time, limit.Token);
        await Task.WhenAny(_wake.WaitAsync(limit.Token), interval);
        await limit.CancelAsync();
        _stop.Token.ThrowIfCancellationRequested();
        await Task.Delay(Rest, context.Time, _stop.Token);
    }

    /// <summary>Starts everything that can start now.</summary>
    private async Task LookAsync(CancellationToken stop)
    {
        // Those that are just starting have their print in the books, but not yet in their host. Those of other nodes count for
        // the fuse alone.
        PrinterFacts[] printers =
        [
            .. hosts
                .Values.Where(h => (h.Epoch is not null || h.Remote is not null) && !_starting.ContainsKey(h.Id))
                .Select(FactsOf.Printer)
                .Select(p => p with { IsHere = p.IsHere && !_failed.MustRest(p.Id) }),
        ];
        if (!printers.Any(p => p.IsHere && StateReasons.Of(p).Count == 0))
            return;
        (IReadOnlyList<Job> jobs, QueueRules rules) = await context.Store.ReadAsync(
            async s =>
                (
                    await s.Jobs.ListDueAsync(MostJobs, stop),
                    (await QueueBooks.ReadSettingsAsync(s, stop)).Rules(
                        (await QueueBooks.ReadStateAsync(s, stop)).Paused
                    )
                ),
            stop
        );
        if (jobs.Count == 0)
            return;
        rules = rules with { Blocked = context.Space.WhyNothingStarts() };
        var input = new MatchInput(printers, [.. jobs.Select(JobDocuments.ToMatch)], rules, context.Time.GetLocalNow());
        foreach (Assignment assignment in Matcher.Assign(input))
            await StartAsync(assignment, stop);
    }

    private async Task StartAsync(Assignment assignment, CancellationToken stop)
    {
        if (!hosts.TryGetValue(assignment.PrinterId, out PrinterHost? host) || host.Epoch is not { } epoch)
            return;
        try
        {
            PrintRecord? print = await context.Store.WriteAsync(s => ClaimAsync(s, assignment, epoch, stop), stop);
            if (print is null)
                return;
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _starting[host.Id] = done;
            _ = StartAsync(host, print, assignment, done);
        }
        catch (Exception e) when (e is VersionConflictException or StillInUseException)
        {
            // Another node has the printer, or it prints already: then it is not free after all.
            LogNotClaimed(assignment.PrinterId, e.Message);
        }
    }

    /// <summary>The plate is looked at once more, within the unit of work that takes the copy.</summary>
    private static async Task<PrintRecord?> ClaimAsync(
        IStoreSession s,
        Assignment assignment,
        long epoch,
        CancellationToken stop
    )
    {
        var status = await s.Printers.FindStatusAsync(assignment.PrinterId, stop);
        if (status?.Plate != Storage.Printers.PlateState.Clear)
            return null;
        PrintRecord? print = await s.Jobs.ClaimAsync(
            new JobClaim
            {
                PrinterId = assignment.PrinterId,
                Epoch = epoch,
                Jobs = [new JobChoice(assignment.JobId, assignment.ContentHash)],
            },
            stop
        );
        if (print is not null)
        {
            s.Tell(FleetTopic.Job, assignment.JobId);
            s.Tell(FleetTopic.Print, print.Id);
        }
        return print;
    }

    private async Task StartAsync(PrinterHost host, PrintRecord print, Assignment assignment, TaskCompletionSource done)
    {
        // Checking a large file takes seconds, and the other printers shall not wait for it.
        await Task.Yield();
        try
        {
            await host.StartAsync(print, assignment.Facts, _stop.Token);
            _failed.Forget(host.Id);
        }
        catch (Exception e)
            when (e is FleetException or StorageException or OperationCanceledException or TimeoutException)
        {
            // What was claimed is back in the queue, or is found and returned when the printer is taken next.
            _failed.Add(host.Id);
            LogNotStarted(print.Id, host.Id, e.Message);
        }
        finally
        {
            _starting.TryRemove(host.Id, out _);
            done.SetResult();
            Wake();
        }
    }

    [LoggerMessage(4401, LogLevel.Warning, "The queue cannot be read and is looked at again: {Reason}")]
    private partial void LogCannotLook(string reason);

    [LoggerMessage(4402, LogLevel.Information, "Printer {Printer} was not free after all: {Reason}")]
    private partial void LogNotClaimed(long printer, string reason);

    [LoggerMessage(4403, LogLevel.Warning, "Print {Print} did not start on printer {Printer}: {Reason}")]
    private partial void LogNotStarted(long print, long printer, string reason);
}
