using Gantry.Fleet.Errors;
using Gantry.Fleet.People;
using Gantry.Storage;
using Gantry.Storage.Library;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet.Library;

/// <summary>
/// Takes the files of a folder into the library, as soon as nobody writes them any more. What is no G-code goes to the subfolder
/// <c>refused</c>, unless files are kept where they are.
/// </summary>
public sealed partial class WatchedFolder : IAsyncDisposable
{
    /// <summary>Where files go that were taken.</summary>
    public const string ImportedFolder = "imported";

    /// <summary>Where files go that are no G-code.</summary>
    public const string RefusedFolder = "refused";

    /// <summary>Files that are looked at in one go; more are found by the next look.</summary>
    private const int MaxFiles = 10_000;

    private static readonly string[] Endings =
    [
        ".gcode",
        ".g",
        ".gco",
        ".gc",
        ".gz",
        ".ufp",
        ".bgcode",
        ".bgc",
        ".3mf",
    ];

    private readonly WatchedFolderOptions _options;
    private readonly UploadService _uploads;
    private readonly IStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<WatchedFolder> _log;
    private readonly Caller _caller = Caller.System("watched folder");
    private readonly Dictionary<string, (SeenFile Seen, long Since)> _unsettled = [];
    private readonly Dictionary<string, SeenFile> _done = [];
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly CancellationTokenSource _stop = new();
    private FileSystemWatcher? _watcher;
    private Task _work = Task.CompletedTask;

    /// <summary>Makes it; <see cref="Start"/> begins to watch.</summary>
    public WatchedFolder(
        WatchedFolderOptions options,
        UploadService uploads,
        IStore store,
        TimeProvider time,
        ILogger<WatchedFolder> log
    )
    {
        _options = options;
        _uploads = uploads;
        _store = store;
        _time = time;
        _log = log;
    }

    /// <summary>Begins to watch.</summary>
    /// <exception cref="IOException">The folder is not there and cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public void Start()
    {
        Directory.CreateDirectory(_options.Path);
        _work = BackgroundLoop.Start("The watched folder", WorkAsync, _time, _log, _stop.Token);
        try
        {
            _watcher = new FileSystemWatcher(_options.Path) { EnableRaisingEvents = true };
            _watcher.Created += (_, _) => Wake();
            _watcher.Changed += (_, _) => Wake();
            _watcher.Renamed += (_, _) => Wake();
        }
        catch (IOException e)
        {
            // The system has no watches left (fs.inotify.max_user_instances): looking now and then does as well.
            OnlyLooks(_options.Path, e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _watcher?.Dispose();
        await _stop.CancelAsync();
        await _work;
        _wake.Dispose();
        _stop.Dispose();
    }

    /// <summary>Looks once, and takes what has settled.</summary>
    /// <returns>Whether something has not settled yet.</returns>
    internal async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, SeenFile> there = List();
        foreach (string gone in _unsettled.Keys.Except(there.Keys).ToArray())
            _unsettled.Remove(gone);
        foreach (string gone in _done.Keys.Except(there.Keys).ToArray())
            _done.Remove(gone);
        foreach ((string name, SeenFile seen) in there)
        {
            if (_done.TryGetValue(name, out SeenFile done) && done == seen)
                continue;
            if (!_unsettled.TryGetValue(name, out (SeenFile Seen, long Since) before) || before.Seen != seen)
                _unsettled[name] = (seen, _time.GetTimestamp());
            else if (_time.GetElapsedTime(before.Since) >= _options.Settle)
                await TakeAsync(name, seen, cancellationToken);
        }
        return _unsettled.Count > 0;
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            try
            {
                bool isMore = await LookAsync(stop);
                TimeSpan wait = isMore ? _options.Settle / 4 : _options.Interval;
                // Not by the watcher alone while something settles: a file that is being written wakes all the time.
                if (isMore)
                    await Task.Delay(wait, _time, stop);
                else
                    await WaitAsync(wait);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or StorageException)
            {
                CannotLook(_options.Path, e);
                await Task.Delay(_options.Interval, _time, stop);
            }
    }

    private async Task WaitAsync(TimeSpan longest)
    {
        try
        {
            await _wake.WaitAsync(_stop.Token).WaitAsync(longest, _time, _stop.Token);
        }
        catch (TimeoutException)
        {
            // Time to look.
        }
    }

    private void Wake()
    {
        try
        {
            if (_wake.CurrentCount == 0)
                _wake.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // Somebody else did, or it is over.
        }
    }

    private Dictionary<string, SeenFile> List() =>
        new DirectoryInfo(_options.Path)
            .EnumerateFiles()
            .Where(f => f.LinkTarget is null && f.Name[0] != '.' && Endings.Contains(f.Extension.ToLowerInvariant()))
            .Take(MaxFiles)
            .ToDictionary(f => f.Name, f => new SeenFile(f.Length, f.LastWriteTimeUtc));

    private async Task TakeAsync(string name, SeenFile seen, CancellationToken cancellationToken)
    {
        string path = Path.Combine(_options.Path, name);
        _unsettled.Remove(name);
        try
        {
            if (!await IsKnownAsync(name, seen, cancellationToken))
                await UploadAsync(path, name, cancellationToken);
            Finish(path, name, ImportedFolder);
            Taken(name);
        }
        catch (FleetException e) when (e.Error == FleetError.FileRefused)
        {
            Refused(name, e.Message);
            if (_options.Taken != TakenFile.Kept)
                Move(path, name, RefusedFolder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StorageException)
        {
            // Tried again when it changes, or when gantry starts anew.
            CannotTake(name, e);
        }
        if (_options.Taken == TakenFile.Kept || File.Exists(path))
            _done[name] = seen;
    }

    private async Task UploadAsync(string path, string name, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(
            path,
            new FileStreamOptions { Share = FileShare.Read, Options = FileOptions.Asynchronous }
        );
        var upload = new NewUpload { Name = name, FolderId = _options.FolderId };
        await _uploads.UploadAsync(_caller, upload, file.CopyToAsync, cancellationToken);
    }

    /// <summary>A file that stays where it is was taken by an earlier start when one of its name and size came in after it was written.</summary>
    private async Task<bool> IsKnownAsync(string name, SeenFile seen, CancellationToken cancellationToken)
    {
        if (_options.Taken != TakenFile.Kept)
            return false;
        LibraryFile? file = await _store.ReadAsync(
            s => s.Files.FindAsync(_options.FolderId, FileLabel.Clean(name), cancellationToken),
            cancellationToken
        );
        return file is not null && file.Size == seen.Size && file.UploadedAt.UtcDateTime >= seen.WrittenAt;
    }

    private void Finish(string path, string name, string folder)
    {
        if (_options.Taken == TakenFile.Deleted)
            File.Delete(path);
        else if (_options.Taken == TakenFile.Moved)
            Move(path, name, folder);
    }

    /// <summary>Moves a file to a subfolder, under another name when its own is there.</summary>
    private void Move(string path, string name, string folder)
    {
        string to = Path.Combine(_options.Path, folder);
        Directory.CreateDirectory(to);
        string target = Path.Combine(to, name);
        for (int number = 2; File.Exists(target); number++)
            target = Path.Combine(to, FileLabel.Number(name, number));
        File.Move(path, target, overwrite: false);
    }

    [LoggerMessage(7201, LogLevel.Information, "Took {Name} from the watched folder into the library.")]
    private partial void Taken(string name);

    [LoggerMessage(7202, LogLevel.Warning, "{Name} of the watched folder is not taken: {Why}")]
    private partial void Refused(string name, string why);

    [LoggerMessage(7203, LogLevel.Warning, "{Name} of the watched folder cannot be taken now.")]
    private partial void CannotTake(string name, Exception error);

    [LoggerMessage(7204, LogLevel.Warning, "Cannot look into the watched folder {Path}.")]
    private partial void CannotLook(string path, Exception error);

    [LoggerMessage(7205, LogLevel.Warning, "The system tells of no changes in {Path}; it is looked into now and then.")]
    private partial void OnlyLooks(string path, Exception error);
}
