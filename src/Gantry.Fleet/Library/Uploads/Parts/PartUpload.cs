using Gantry.Storage.Files;

namespace Gantry.Fleet.Library;

/// <summary>One upload that comes in parts. One call at a time has it; a newer one of the same person ends an older.</summary>
internal sealed class PartUpload(string id, string owner, NewUpload upload, PartialFile file) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private CancellationTokenSource? _current;

    public string Id { get; } = id;

    public string Owner { get; } = owner;

    public NewUpload Upload { get; } = upload;

    public PartialFile File { get; } = file;

    /// <summary>When something was last heard of it.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>The file of the library, once it is there.</summary>
    public UploadResult? Result { get; set; }

    /// <summary>Whether it was given up; whoever waited for it finds nothing.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Whether a call has it at the moment.</summary>
    public bool IsBusy => _one.CurrentCount == 0;

    /// <summary>
    /// Does something with it alone. A connection that died without a word may still wait for bytes: who comes again ends that.
    /// </summary>
    /// <exception cref="OperationCanceledException">A newer call goes on with it, or gave it up.</exception>
    public async Task<T> UseAsync<T>(Func<CancellationToken, Task<T>> use, CancellationToken cancellationToken)
    {
        using var mine = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (Interlocked.Exchange(ref _current, mine) is { } before)
            Cancel(before);
        try
        {
            await _one.WaitAsync(mine.Token);
            try
            {
                return await use(mine.Token);
            }
            finally
            {
                _one.Release();
            }
        }
        finally
        {
            Interlocked.CompareExchange(ref _current, null, mine);
        }
    }

    /// <summary>Forgets it, and what has come of it.</summary>
    public void Dispose()
    {
        IsGone = true;
        if (Interlocked.Exchange(ref _current, null) is { } before)
            Cancel(before);
        // The semaphore has nothing to free, and whoever has it still gives it back.
        File.Dispose();
    }

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended.
        }
    }
}
