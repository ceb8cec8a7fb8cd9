using System.Text.Json.Serialization;
using Gantry.Fleet.Library;
using Gantry.Storage.Library;

namespace Gantry.Server.Endpoints.Library;

/// <summary>A file of the library.</summary>
internal sealed record FileBody
{
    /// <summary>The id.</summary>
    public long Id { get; init; }

    /// <summary>The name: a label, never a path.</summary>
    public required string Name { get; init; }

    /// <summary>The folder; 0 is the one that holds all others.</summary>
    public long FolderId { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>The SHA-256 of the bytes.</summary>
    public required string Hash { get; init; }

    /// <summary>What people wrote about it.</summary>
    public required string Note { get; init; }

    /// <summary>The tags.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Who brought it.</summary>
    public required string Uploader { get; init; }

    /// <summary>Who brought it; null when the account is gone.</summary>
    public long? UploaderId { get; init; }

    /// <summary>Through which door it came.</summary>
    public required string Source { get; init; }

    /// <summary>When it was brought.</summary>
    public DateTimeOffset UploadedAt { get; init; }

    /// <summary>When anything of it was last changed.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>What the analysis says; 0 or empty: not known.</summary>
    public required FileFacts Facts { get; init; }

    /// <summary>Prints that were called good.</summary>
    public int PrintedGood { get; init; }

    /// <summary>Prints that were called bad.</summary>
    public int PrintedBad { get; init; }

    /// <summary>When it was last printed.</summary>
    public DateTimeOffset? PrintedAt { get; init; }

    /// <summary>Where its picture is; null when there is none.</summary>
    public string? ThumbnailUrl { get; init; }

    /// <summary>What is known of it.</summary>
    public FileState State { get; init; }

    /// <summary>Why nothing is known of it, when the state is <c>failed</c>.</summary>
    public required string Problem { get; init; }

    /// <summary>Counts the changes.</summary>
    public long Version { get; init; }

    /// <summary>Other files of the same bytes: only in the answer to an upload, and of one file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FileBody>? Duplicates { get; init; }

    public static FileBody From(LibraryFile file) =>
        new()
        {
            Id = file.Id,
            Name = file.Name,
            FolderId = file.FolderId,
            Size = file.Size,
            Hash = file.ContentHash.ToString(),
            Note = file.Note,
            Tags = file.Tags,
            Uploader = file.UploaderName,
            UploaderId = file.UploaderId,
            Source = file.Source,
            UploadedAt = file.UploadedAt,
            ChangedAt = file.ChangedAt,
            Facts = file.Facts,
            PrintedGood = file.PrintedGood,
            PrintedBad = file.PrintedBad,
            PrintedAt = file.PrintedAt,
            ThumbnailUrl = FilePicture.Of(file.Id, file.HasThumbnail),
            State = file.GetState(),
            Problem = file.Problem,
            Version = file.Version,
        };
}
