using System.Collections.Concurrent;
using System.Threading.Channels;
using Gantry.Storage;
using Gantry.Storage.Files;
using Gantry.Storage.Library;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet.Library;

/// <summary>
/// Analyses files one after the other, besides everything else. What is still to be done stands in the database, so that a
/// crash loses nothing; the memory holds only who waits.
/// </summary>
public sealed partial class AnalysisWorker : IAsyncDisposable
{
    /// <summary>Beyond it uploads are answered without an analysis, and the next scan finds them.</summary>
    private const int MaxWaiting = 1000;

    private const int ScannedAtOnce = 100;

    private readonly IStore _store;
    private readonly IFileStore _files;
    private readonly LibraryOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<AnalysisWorker> _log;
    private readonly ConcurrentDictionary<ContentHash, TaskCompletionSource<string?>> _waiting = new();
    private readonly Channel<ContentHash> _queue = Channel.CreateUnbounded<ContentHash>();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    /// <summary>Begins to work, first on what an earlier process left.</summary>
    public AnalysisWorker(
        IStore store,
        IFileStore files,
        LibraryOptions options,
        TimeProvider time,
        ILogger<AnalysisWorker> log
    )
    {
        _store = store;
        _files = files;
        _options = options;
        _time = time;
        _log = log;
        _work = BackgroundLoop.Start("The analysis of files", WorkAsync, time, log, _stop.Token);
    }

    /// <summary>Analyses kept bytes, unless that was done, and waits for it for a while.</summary>
    /// <returns>Empty when all is known; a problem when no analysis can be made; null when it is still to come.</returns>
    public async Task<string?> RunAsync(ContentHash hash, TimeSpan wait, CancellationToken cancellationToken)
    {
        Content? content = await _store.ReadAsync(
            s => s.Contents.FindAsync(hash, cancellationToken),
            cancellationToken
        );
        if (content is null)
            throw new ContentMissingException(hash);
        if (content.AnalysisVersion >= FileAnalysis.Version)
            return content.Problem;
        if (Enqueue(hash) is not { } done)
            return null;
        try
        {
            return await done.WaitAsync(wait, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _queue.Writer.TryComplete();
        await _work;
        foreach (TaskCompletionSource<string?> waiter in _waiting.Values)
            waiter.TrySetResult(null);
        _stop.Dispose();
    }

    /// <summary>The name of the lock of who writes an analysis down, or records a file of these bytes.</summary>
    internal static string LockFor(ContentHash hash) => $"analysis of {hash}";

    private Task<string?>? Enqueue(ContentHash hash)
    {
        if (_waiting.Count >= MaxWaiting && !_waiting.ContainsKey(hash))
            return null;
        var mine = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<string?> waiter = _waiting.GetOrAdd(hash, mine);
        if (waiter == mine && !_queue.Writer.TryWrite(hash))
            waiter.TrySetResult(null);
        return waiter.Task;
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            // What one look found is done before the next; what cannot be done now must not keep us busy.
            for (IReadOnlyList<ContentHash> before = []; ; )
            {
                IReadOnlyList<ContentHash> left = await ScanAsync();
                if (left.SequenceEqual(before))
                    break;
                await DrainAsync();
                before = left;
            }
            await WaitAsync();
            await DrainAsync();
        }
    }

    /// <summary>Waits until there is something to do, or it is time to look.</summary>
    private async Task WaitAsync()
    {
        try
        {
            await _queue
                .Reader.WaitToReadAsync(_stop.Token)
                .AsTask()
                .WaitAsync(_options.AnalysisScan, _time, _stop.Token);
        }
        catch (TimeoutException)
        {
            // Time to look.
        }
    }

    private async Task DrainAsync()
    {
        while (_queue.Reader.TryRead(out ContentHash hash))
            await DoAsync(hash);
        _stop.Token.ThrowIfCancellationRequested();
    }

    /// <summary>Finds what an earlier process, another node or a full queue left undone.</summary>
    private async Task<IReadOnlyList<ContentHash>> ScanAsync()
    {
        try
        {
            IReadOnlyList<ContentHash> left = await _store.ReadAsync(
                s => s.Contents.ListUnanalysedAsync(FileAnalysis.Version, ScannedAtOnce, _stop.Token),
                _stop.Token
            );
            foreach (ContentHash hash in left)
                _ = Enqueue(hash);
            return left;
        }
        catch (StorageException e)
        {
            CannotScan(e);
            return [];
        }
    }

    private async Task DoAsync(ContentHash hash)
    {
        string? problem = null;
        try
        {
            problem = await AnalyseAsync(hash);
        }
        catch (ContentMissingException)
        {
            // Removed in the meantime: nobody wants to know any more.
        }
        catch (Exception e) when (e is StorageException or IOException or UnauthorizedAccessException)
        {
            // The disk or the database, not the file: the next scan tries again.
            CannotAnalyse(hash, e);
        }
        finally
        {
            if (_waiting.TryRemove(hash, out TaskCompletionSource<string?>? waiter))
                waiter.TrySetResult(problem);
        }
    }

    private async Task<string> AnalyseAsync(ContentHash hash)
    {
        FileAnalysis analysis;
        using (LocalFile local = await _files.OpenLocalAsync(hash, _stop.Token))
            analysis = await FileAnalysis.MakeAsync(local.FilePath, _options, _stop.Token);
        await _store.WriteAsync(
            async s =>
            {
                await s.LockAsync(LockFor(hash), _stop.Token);
                if (analysis.Json is { } json)
                {
                    await s.Contents.SetAnalysisAsync(
                        hash,
                        FileAnalysis.Version,
                        json,
                        analysis.Thumbnails,
                        _stop.Token
                    );
                    await s.Files.SetFactsAsync(hash, analysis.Facts, _stop.Token);
                }
                else
                {
                    await s.Contents.SetProblemAsync(hash, FileAnalysis.Version, analysis.Problem, _stop.Token);
                }
                foreach (LibraryFile file in await s.Files.ListByContentAsync(hash, _stop.Token))
                    s.Publish(LibraryChange.Of(file.Id));
            },
            _stop.Token
        );
        return analysis.Problem;
    }

    [LoggerMessage(7101, LogLevel.Warning, "Cannot look for files that are not analysed yet.")]
    private partial void CannotScan(Exception error);

    [LoggerMessage(7102, LogLevel.Warning, "Cannot analyse the file with the hash {Hash} now.")]
    private partial void CannotAnalyse(ContentHash hash, Exception error);
}
