using System.Collections.Concurrent;
using Gantry.Fleet.Errors;
using Gantry.Fleet.People;
using Gantry.Storage;
using Gantry.Storage.Files;

namespace Gantry.Fleet.Library;

/// <summary>
/// Files that come in parts, so that a lost connection loses nothing that had arrived. When the last part is there, the file is
/// taken in as any other is. What is unfinished is this process's alone, and bounded for each person: the one that nothing was
/// heard of for the longest makes room.
/// </summary>
public sealed class PartUploads : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, PartUpload> _open = new(StringComparer.Ordinal);
    private readonly Lock _admission = new();
    private readonly PartialFiles _files;
    private readonly UploadService _uploads;
    private readonly PartLimits _limits;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _sweep;

    /// <summary>Begins with none.</summary>
    public PartUploads(GantryStorage storage, UploadService uploads, PartLimits limits, TimeProvider time)
    {
        _files = new PartialFiles(storage.Options);
        (_uploads, _limits, _time) = (uploads, limits, time);
        _sweep = time.CreateTimer(_ => Sweep(), null, limits.SweepEvery, limits.SweepEvery);
    }

    /// <summary>Begins an upload.</summary>
    /// <param name="caller">Who brings it.</param>
    /// <param name="upload">What is said about it.</param>
    /// <param name="size">The bytes that will come.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FleetException">The caller may not, there is no such folder, or too much is on its way already.</exception>
    /// <exception cref="ContentTooLargeException">It is larger than the store takes.</exception>
    /// <exception cref="NotEnoughSpaceException">The disk would be too full.</exception>
    public async Task<PartProgress> BeginAsync(
        Caller caller,
        NewUpload upload,
        long size,
        CancellationToken cancellationToken
    )
    {
        if (size <= 0)
            throw FleetException.Invalid("size", "The file is empty. Send it again.");
        await _uploads.DemandAsync(caller, upload, cancellationToken);
        lock (_admission)
        {
            MakeRoom(OwnerOf(caller), size);
            var part = new PartUpload(
                Guid.NewGuid().ToString("N"),
                OwnerOf(caller),
                upload with
                {
                    Expected = upload.Expected with { Bytes = size },
                },
                _files.Create(size)
            )
            {
                At = _time.GetUtcNow(),
            };
            _open[part.Id] = part;
            return ProgressOf(part);
        }
    }

    /// <summary>How far an upload is. A call that still waits for bytes of it ends: its connection is not needed any more.</summary>
    /// <exception cref="FleetException">There is no such upload of the caller.</exception>
    public Task<PartProgress> FindAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        PartUpload part = Find(caller, id);
        return part.UseAsync(_ => Task.FromResult(Heard(part)), cancellationToken);
    }

    /// <summary>Takes the next part; after the last one the file is in the library.</summary>
    /// <param name="caller">Who brings it.</param>
    /// <param name="id">The upload.</param>
    /// <param name="offset">Where the part begins.</param>
    /// <param name="read">Reads the part, as <see cref="PartialFile.AppendAsync"/> says. What came stays, even when it breaks off.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FleetException">There is no such upload, the part begins elsewhere, or the file is none that can be printed.</exception>
    /// <exception cref="StorageException">As for every upload.</exception>
    /// <exception cref="OperationCanceledException">A newer call goes on with it, or gave it up.</exception>
    public Task<PartProgress> AppendAsync(
        Caller caller,
        string id,
        long offset,
        Func<Memory<byte>, CancellationToken, ValueTask<int>> read,
        CancellationToken cancellationToken
    )
    {
        PartUpload part = Find(caller, id);
        return part.UseAsync(
            async stop =>
            {
                Heard(part);
                if (offset != part.File.Bytes)
                    throw new FleetException(
                        FleetError.Conflict,
                        $"The next part begins at byte {part.File.Bytes}, not at {offset}."
                    );
                if (part.Result is null)
                    await part.File.AppendAsync(read, stop);
                if (part.Result is null && part.File.Bytes == part.File.Size)
                    await FinishAsync(caller, part);
                return Heard(part);
            },
            cancellationToken
        );
    }

    /// <summary>Gives an upload up.</summary>
    /// <exception cref="FleetException">There is no such upload of the caller.</exception>
    public void Remove(Caller caller, string id) => Drop(Find(caller, id));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _sweep.DisposeAsync();
        await _stop.CancelAsync();
        foreach (PartUpload part in _open.Values)
            Drop(part);
        _stop.Dispose();
    }

    /// <summary>
    /// Whoever sent the last part may be gone before the answer: it is finished all the same, and told when they ask again.
    /// </summary>
    private async Task FinishAsync(Caller caller, PartUpload part)
    {
        try
        {
            part.Result = await _uploads.UploadAsync(caller, part.Upload, part.File.CopyToAsync, _stop.Token);
            part.File.Dispose();
        }
        catch (FleetException e) when (e.Error == FleetError.FileRefused)
        {
            Drop(part);
            throw;
        }
    }

    private void MakeRoom(string owner, long size)
    {
        PartUpload[] theirs = [.. _open.Values.Where(p => p.Owner == owner).OrderBy(p => p.At)];
        int left = theirs.Length;
        long bytes = theirs.Sum(BytesOf);
        foreach (PartUpload oldest in theirs)
        {
            if (left < _limits.MostUploads && bytes + size <= _limits.MostBytes)
                return;
            if (oldest.IsBusy)
                continue;
            Drop(oldest);
            left--;
            bytes -= BytesOf(oldest);
        }
        if (left > 0 && (left >= _limits.MostUploads || bytes + size > _limits.MostBytes))
            throw new FleetException(
                FleetError.RateLimited,
                "Too much is on its way at once. Wait until one of your uploads has ended."
            )
            {
                RetryAfter = TimeSpan.FromSeconds(30),
            };
    }

    private static long BytesOf(PartUpload part) => part.Result is null ? part.File.Size : 0;

    private void Sweep()
    {
        DateTimeOffset since = _time.GetUtcNow() - _limits.Idle;
        foreach (PartUpload part in _open.Values)
            if (part.At < since && !part.IsBusy)
                Drop(part);
    }

    private void Drop(PartUpload part)
    {
        if (_open.TryRemove(part.Id, out _))
            part.Dispose();
    }

    private PartUpload Find(Caller caller, string id)
    {
        caller.Demand(Right.LibraryWrite);
        return _open.TryGetValue(id, out PartUpload? part) && part.Owner == OwnerOf(caller) ? part : throw Gone();
    }

    private PartProgress Heard(PartUpload part)
    {
        if (part.IsGone)
            throw Gone();
        part.At = _time.GetUtcNow();
        return ProgressOf(part);
    }

    private PartProgress ProgressOf(PartUpload part) =>
        new(part.Id, part.File.Bytes, part.File.Size, part.At + _limits.Idle, part.Result);

    private static string OwnerOf(Caller caller) => caller.UserId is { } id ? $"user {id}" : caller.Name;

    private static FleetException Gone() => FleetException.NotFound("such upload");
}
