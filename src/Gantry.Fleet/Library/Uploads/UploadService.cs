using System.Globalization;
using Gantry.Fleet.Errors;
using Gantry.Fleet.People;
using Gantry.GCode.Analysis;
using Gantry.Storage;
using Gantry.Storage.Files;
using Gantry.Storage.Library;

namespace Gantry.Fleet.Library;

/// <summary>
/// Takes files in: as a stream to a temporary file, looked into, kept under their hash, analysed, and then recorded. Whatever
/// ends on the way leaves nothing behind.
/// </summary>
public sealed class UploadService(IStore store, IFileStore files, AnalysisWorker analyses, LibraryOptions options)
{
    /// <summary>Names that are tried before somebody is asked for another one.</summary>
    private const int MaxNumber = 1000;

    /// <summary>Takes a file in.</summary>
    /// <param name="caller">Who brings it.</param>
    /// <param name="upload">What is said about it.</param>
    /// <param name="write">Writes its bytes to the stream that it is given, until it is done.</param>
    /// <param name="cancellationToken">Ends the call; nothing is left of it.</param>
    /// <exception cref="FleetException">The caller may not, there is no such folder, or the file is none that can be printed.</exception>
    /// <exception cref="ContentTooLargeException">It is larger than the store takes.</exception>
    /// <exception cref="NotEnoughSpaceException">The disk would be too full.</exception>
    /// <exception cref="ContentMismatchException">The bytes are not what was announced.</exception>
    /// <exception cref="NameTakenException">One of this name is there and shall not be replaced.</exception>
    public async Task<UploadResult> UploadAsync(
        Caller caller,
        NewUpload upload,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken cancellationToken
    )
    {
        await DemandAsync(caller, upload, cancellationToken);
        using StagedFile staged = await files.StageAsync(write, upload.Expected, cancellationToken);
        await ContentGate.CheckAsync(staged.LocalPath, options.Unpack, cancellationToken);
        await files.KeepAsync(staged, cancellationToken);
        string? problem = await analyses.RunAsync(staged.Hash, options.AnalysisWait, cancellationToken);
        if (!string.IsNullOrEmpty(problem))
            throw new FleetException(FleetError.FileRefused, problem);
        return await store.WriteAsync(
            s => RecordAsync(s, caller, upload, staged.Hash, staged.Size, cancellationToken),
            cancellationToken
        );
    }

    /// <summary>Makes sure, before gigabytes come for nothing, that a file may be brought there.</summary>
    /// <exception cref="FleetException">The caller may not, or there is no such folder.</exception>
    internal async Task DemandAsync(Caller caller, NewUpload upload, CancellationToken cancellationToken)
    {
        caller.Demand(Right.LibraryWrite);
        if (
            await store.ReadAsync(s => s.Folders.FindAsync(upload.FolderId, cancellationToken), cancellationToken)
            is null
        )
            throw FleetException.NotFound($"folder {upload.FolderId}");
    }

    private static async Task<UploadResult> RecordAsync(
        IStoreSession session,
        Caller caller,
        NewUpload upload,
        ContentHash hash,
        long size,
        CancellationToken cancellationToken
    )
    {
        // Also the lock of who writes an analysis down: either it finds this file, or this finds the analysis.
        await session.LockAsync(AnalysisWorker.LockFor(hash), cancellationToken);
        await session.LockAsync($"names in folder {upload.FolderId}", cancellationToken);
        IReadOnlyList<LibraryFile> duplicates = await session.Files.ListByContentAsync(hash, cancellationToken);
        string name = FileLabel.Clean(upload.Name);
        LibraryFile? there = await session.Files.FindAsync(upload.FolderId, name, cancellationToken);
        var file = new NewFile
        {
            FolderId = upload.FolderId,
            Name = name,
            ContentHash = hash,
            Size = size,
            Facts = await FactsAsync(session, hash, cancellationToken),
            Note = upload.Note,
            Tags = upload.Tags,
            UploaderId = caller.UserId,
            UploaderName = caller.Name,
            Source = caller.Source,
        };
        LibraryFile added = await AddAsync(session, caller, upload.TakenName, there, file, cancellationToken);
        session.Audit.Append(
            caller.Audit(
                added.Id == there?.Id ? "file.replace" : "file.upload",
                "file",
                added.Id,
                added.Name,
                string.Create(CultureInfo.InvariantCulture, $$"""{"hash":"{{hash}}","size":{{size}}}""")
            )
        );
        session.Publish(LibraryChange.Of(added.Id));
        return new UploadResult(added, [.. duplicates.Where(d => d.Id != added.Id)]);
    }

    private static async Task<LibraryFile> AddAsync(
        IStoreSession session,
        Caller caller,
        TakenName takenName,
        LibraryFile? there,
        NewFile file,
        CancellationToken cancellationToken
    )
    {
        if (there is null || takenName == TakenName.Refuse)
            return await session.Files.AddAsync(file, cancellationToken);
        if (takenName == TakenName.Replace)
        {
            caller.Demand(caller.MayChange(there), "A file of this name is somebody else's.");
            return await session.Files.ReplaceAsync(
                there,
                file with
                {
                    Note = file.Note.Length > 0 ? file.Note : there.Note,
                    Tags = file.Tags.Count > 0 ? file.Tags : there.Tags,
                },
                cancellationToken
            );
        }
        for (int number = 2; number <= MaxNumber; number++)
        {
            string name = FileLabel.Number(file.Name, number);
            if (await session.Files.FindAsync(file.FolderId, name, cancellationToken) is null)
                return await session.Files.AddAsync(file with { Name = name }, cancellationToken);
        }
        throw new NameTakenException($"There are {MaxNumber} files named '{file.Name}'. Choose another name.");
    }

    private static async Task<FileFacts> FactsAsync(
        IStoreSession session,
        ContentHash hash,
        CancellationToken cancellationToken
    )
    {
        Content? content = await session.Contents.FindAsync(hash, cancellationToken);
        return
            content is { AnalysisVersion: FileAnalysis.Version, Problem: "" }
            && await session.Contents.GetAnalysisAsync(hash, cancellationToken) is { } json
            ? FactsBuilder.Build(AnalysisJson.Read(json))
            : new FileFacts();
    }
}
