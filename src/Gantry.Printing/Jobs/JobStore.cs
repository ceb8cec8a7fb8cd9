using System.Security.Cryptography;
using Gantry.GCode;
using Gantry.GCode.Checking;
using Gantry.GCode.Containers;
using Gantry.Printing.Journal;

namespace Gantry.Printing.Jobs;

/// <summary>
/// Prepares jobs and finds them again: checks the file, begins or reads the journal. A folder holds the journals of all jobs
/// that are not over.
/// </summary>
/// <param name="folder">Where the journals are; made when the first one is.</param>
/// <param name="disk">Who writes them.</param>
/// <param name="time">For the time of the start.</param>
/// <param name="random">Where the numbering of a job begins: another place each time, so that no other stream's number fits.</param>
public sealed class JobStore(string folder, JournalDisk disk, TimeProvider time, Random random)
{
    private static readonly TimeSpan JournalPause = TimeSpan.FromMilliseconds(200);

    /// <summary>The journals' file name extension.</summary>
    public const string Extension = ".journal";

    /// <summary>Checks a file, without a printer.</summary>
    /// <exception cref="JobException">It cannot be printed.</exception>
    public async Task<CheckedFile> CheckAsync(string path, CancellationToken cancellationToken)
    {
        string id = Guid.CreateVersion7().ToString("N");
        string plain = await MakePlainAsync(path, id, cancellationToken);
        GCodeCheckResult check = await CheckAsync(plain, path, cancellationToken);
        return new CheckedFile(id, path, plain, await HashAsync(path, cancellationToken), check);
    }

    /// <summary>Begins the job of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="printer">The printer's address.</param>
    /// <param name="firmware">The firmware's identity (M115), or empty.</param>
    /// <param name="name">The job's name, for people and scripts; null for the file's.</param>
    /// <param name="owner">Who started it.</param>
    /// <exception cref="JobException">Its journal cannot be written.</exception>
    public PreparedJob Begin(
        CheckedFile file,
        string printer,
        string firmware,
        string? name = null,
        string? owner = null
    )
    {
        var header = new JournalHeader
        {
            JobId = file.Id,
            Started = time.GetUtcNow(),
            Name = name,
            Owner = owner,
            FileName = Path.GetFileName(file.Path),
            FilePath = Path.GetFullPath(file.PlainPath),
            FileHash = file.Hash,
            Commands = file.Check.Commands,
            FirstNumber = random.Next(101, 999),
            Printer = printer,
            Firmware = firmware,
        };
        try
        {
            var journal = PrintJournal.Create(Path.Combine(folder, file.Id + Extension), header, disk);
            return Open(header, journal, file.Check, found: null);
        }
        catch (JournalException e)
        {
            throw new JobException(JobError.Journal, e.Message, e);
        }
    }

    /// <summary>Begins the job that takes the place of an interrupted one, at a layer.</summary>
    /// <param name="before">The interrupted job.</param>
    /// <param name="plan">How it goes on.</param>
    /// <param name="firmware">The firmware's identity (M115), or empty.</param>
    /// <param name="cancellationToken">Ends the reading of the file.</param>
    /// <exception cref="JobException">The file cannot be read, or the journal not written.</exception>
    internal async Task<PreparedJob> BeginAtLayerAsync(
        JournalHeader before,
        LayerResumePlan plan,
        string firmware,
        CancellationToken cancellationToken
    )
    {
        string id = Guid.CreateVersion7().ToString("N");
        string path = before.FilePath;
        try
        {
            // What was unpacked for the job before goes away with it.
            if (path == Path.Combine(Path.GetFullPath(folder), before.JobId + ".gcode"))
                File.Copy(path, path = Path.Combine(Path.GetFullPath(folder), id + ".gcode"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JobException(JobError.FileMissing, FileTrouble.Words(before.FilePath, e), e);
        }
        GCodeCheckResult check = await CheckAsync(path, path, cancellationToken);
        JournalHeader header = before with
        {
            JobId = id,
            Started = time.GetUtcNow(),
            FilePath = path,
            FirstCommand = plan.FirstCommand,
            FirstNumber = random.Next(101, 999),
            Firmware = firmware,
        };
        try
        {
            var journal = PrintJournal.Create(Path.Combine(folder, id + Extension), header, disk);
            return Open(header, journal, check, found: null, plan.Commands);
        }
        catch (JournalException e)
        {
            throw new JobException(JobError.Journal, e.Message, e);
        }
    }

    /// <summary>The headers of the jobs on a printer that are not over, the youngest first.</summary>
    public IReadOnlyList<JournalHeader> FindOpen(string printer) =>
        [.. ReadOpen(printer).Select(j => j.Contents.Header).OrderByDescending(h => h.Started)];

    /// <summary>Takes up the youngest job on a printer that is not over.</summary>
    /// <param name="path">The file.</param>
    /// <param name="printer">The printer's address.</param>
    /// <param name="cancellationToken">Ends the reading of the file.</param>
    /// <param name="isGone">
    /// Whether an address is not there any more: a job of the same file on such a one is taken up where there is no other, for
    /// the printer may have come back under another name. Who it is, and its line number, say whether that is so.
    /// </param>
    /// <param name="wait">How a journal is waited for that somebody has open; null: such a one is nobody's business here.</param>
    /// <exception cref="JobException">There is none, or its file is another one now.</exception>
    public async Task<PreparedJob> ResumeAsync(
        string path,
        string printer,
        CancellationToken cancellationToken,
        Func<string, bool>? isGone = null,
        JournalWait? wait = null
    )
    {
        string hash = await HashAsync(path, cancellationToken);
        long began = time.GetTimestamp();
        while (true)
            try
            {
                (string Path, JournalContents Contents) found = FindInterrupted(
                    printer,
                    hash,
                    isGone,
                    wait is not null
                );
                return await TakeUpAsync(path, hash, found, cancellationToken);
            }
            catch (JobException e)
                when (wait is not null && e.Error == JobError.JournalHeld && time.GetElapsedTime(began) < wait.Limit)
            {
                wait.Waits();
                await Task.Delay(JournalPause, time, cancellationToken);
            }
    }

    private async Task<PreparedJob> TakeUpAsync(
        string path,
        string hash,
        (string Path, JournalContents Contents) found,
        CancellationToken cancellationToken
    )
    {
        (string journalPath, JournalContents contents) = found;
        JournalHeader header = contents.Header;
        if (hash != header.FileHash)
            throw new JobException(
                JobError.OtherFile,
                $"{path} is not the file of the interrupted job: that was {header.FileName}, and every byte must be the same."
            );
        // Another machine that has begun it keeps its files elsewhere; these are the same bytes.
        if (!File.Exists(header.FilePath))
            header = header with
            {
                FilePath = Path.GetFullPath(await MakePlainAsync(path, header.JobId, cancellationToken)),
            };
        GCodeCheckResult check = await CheckAsync(header.FilePath, path, cancellationToken);
        try
        {
            return Open(header, PrintJournal.Continue(journalPath, contents, disk), check, contents);
        }
        catch (JournalException e)
        {
            throw new JobException(e.IsHeld ? JobError.JournalHeld : JobError.Journal, e.Message, e);
        }
    }

    /// <summary>Forgets the jobs on a printer that are not over: somebody starts anew.</summary>
    public void Discard(string printer)
    {
        foreach ((string path, JournalContents contents) in ReadOpen(printer))
            Remove(path, contents.Header);
    }

    /// <summary>Removes what a job left behind, when it is over.</summary>
    public void Remove(JournalHeader header) => Remove(Path.Combine(folder, header.JobId + Extension), header);

    private static PreparedJob Open(
        JournalHeader header,
        PrintJournal journal,
        GCodeCheckResult check,
        JournalContents? found,
        IReadOnlyList<string>? prelude = null
    )
    {
        var file = new LinePrefetcher(GCodeReader.Open(header.FilePath), check.Index);
        var stream = new LineStream(header, file, journal);
        if (found is not null)
            stream.Restore(found);
        return new PreparedJob(header, journal, file, stream, check.Bytes) { Found = found, Prelude = prelude };
    }

    private (string Path, JournalContents Contents) FindInterrupted(
        string printer,
        string hash,
        Func<string, bool>? isGone,
        bool needsAll
    )
    {
        List<(string Path, JournalContents Contents)> open =
        [
            .. ReadOpen(needsAll).OrderByDescending(j => j.Contents.Header.Started),
        ];
        foreach ((string Path, JournalContents Contents) job in open)
            if (job.Contents.Header.Printer == printer)
                return job;
        List<(string Path, JournalContents Contents)> same = [.. open.Where(j => j.Contents.Header.FileHash == hash)];
        if (isGone is not null && same.Count == 1 && isGone(same[0].Contents.Header.Printer))
            return same[0];
        string elsewhere = same.Count == 0 ? "" : $" That of this file is on {same[0].Contents.Header.Printer}.";
        throw new JobException(
            JobError.NothingToResume,
            $"There is no interrupted job on {printer} in {folder}.{elsewhere} Start it without --resume, or name its folder with --data."
        );
    }

    private IEnumerable<(string Path, JournalContents Contents)> ReadOpen(string printer) =>
        ReadOpen(needsAll: false).Where(j => j.Contents.Header.Printer == printer);

    private IEnumerable<(string Path, JournalContents Contents)> ReadOpen(bool needsAll)
    {
        if (!Directory.Exists(folder))
            yield break;
        foreach (string path in Directory.EnumerateFiles(folder, "*" + Extension))
            if (TryRead(path, needsAll) is { IsOpen: true } contents)
                yield return (path, contents);
    }

    /// <param name="path">The journal.</param>
    /// <param name="needsIt">Whether one that somebody has open must not be taken for none.</param>
    private static JournalContents? TryRead(string path, bool needsIt)
    {
        try
        {
            return JournalReader.Read(path);
        }
        catch (JournalException e) when (needsIt && e.IsHeld)
        {
            throw new JobException(JobError.JournalHeld, e.Message, e);
        }
        catch (JournalException)
        {
            // Torn before its job had sent anything.
            return null;
        }
    }

    /// <summary>A packed file is unpacked once beside the journal, for only plain text can be gone through to and fro.</summary>
    private async Task<string> MakePlainAsync(string path, string id, CancellationToken cancellationToken)
    {
        try
        {
            using GCodeFile file = await GCodeFile.OpenAsync(path, cancellationToken: cancellationToken);
            if (file.IsPlain)
                return path;
            Directory.CreateDirectory(folder);
            string plain = Path.Combine(folder, id + ".gcode");
            await using FileStream destination = File.Create(plain);
            await file.ExtractAsync(destination, cancellationToken);
            return plain;
        }
        catch (GCodeContainerException e)
        {
            throw new JobException(JobError.BadFile, $"{path}: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JobException(JobError.FileMissing, FileTrouble.Words(path, e), e);
        }
    }

    private static async Task<GCodeCheckResult> CheckAsync(
        string plain,
        string path,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var handle = File.OpenHandle(plain, options: FileOptions.Asynchronous | FileOptions.SequentialScan);
            GCodeCheckResult check = await GCodeCheck.RunAsync(handle, cancellationToken: cancellationToken);
            return check.FirstError is { } error
                ? throw new JobException(JobError.BadFile, $"{path}: {error.Message}")
                : check;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JobException(JobError.FileMissing, FileTrouble.Words(plain, e), e);
        }
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using FileStream file = File.OpenRead(path);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JobException(JobError.FileMissing, FileTrouble.Words(path, e), e);
        }
    }

    private void Remove(string journal, JournalHeader header)
    {
        File.Delete(journal);
        File.Delete(Path.Combine(folder, header.JobId + ".gcode"));
    }
}
