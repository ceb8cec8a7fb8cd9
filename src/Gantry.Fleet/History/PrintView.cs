using Gantry.Fleet.Library;
using Gantry.Fleet.Prints;
using Gantry.Storage.History;

namespace Gantry.Fleet.History;

/// <summary>A print as the API shows it.</summary>
public sealed record PrintView
{
    /// <summary>The id.</summary>
    public long Id { get; init; }

    /// <summary>The same for programs that know prints by UUIDs.</summary>
    public Guid Uid { get; init; }

    /// <summary>The job that it is a copy of.</summary>
    public long? JobId { get; init; }

    /// <summary>The printer; null when it is gone.</summary>
    public long? PrinterId { get; init; }

    /// <summary>The printer's name then.</summary>
    public string PrinterName { get; init; } = "";

    /// <summary>The file of the library; null when it is gone.</summary>
    public long? FileId { get; init; }

    /// <summary>The file's name then.</summary>
    public string FileName { get; init; } = "";

    /// <summary>Who wanted it, by name.</summary>
    public string UserName { get; init; } = "";

    /// <summary>Who wanted it; null when the account is gone.</summary>
    public long? UserId { get; init; }

    /// <summary>Where it is in its life, or how it ended.</summary>
    public PrintStateWord State { get; init; }

    /// <summary>When it was begun.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Seconds of printing, without pauses.</summary>
    public double Seconds { get; init; }

    /// <summary>Why it ended as it did.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What the firmware said last, when it failed.</summary>
    public string FirmwareWords { get; init; } = "";

    /// <summary>What the print's log says besides, such as cut lines that the firmware executed.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What a person said of it.</summary>
    public PrintVerdict Verdict { get; init; }

    /// <summary>Why.</summary>
    public string VerdictReason { get; init; } = "";

    /// <summary>Who said so.</summary>
    public string VerdictBy { get; init; } = "";

    /// <summary>A picture of what came out.</summary>
    public string? PhotoUrl { get; init; }

    /// <summary>Who took it: <c>camera</c>, or the name of a person.</summary>
    public string PhotoBy { get; init; } = "";

    /// <summary>The material.</summary>
    public string Material { get; init; } = "";

    /// <summary>Filament used, in mm.</summary>
    public double FilamentMm { get; init; }

    /// <summary>Filament used, in grams.</summary>
    public double FilamentG { get; init; }

    /// <summary>Energy used, in Wh.</summary>
    public double? EnergyWh { get; init; }

    /// <summary>What it cost.</summary>
    public double? Cost { get; init; }

    /// <summary>Where the file's picture is; null when there is none.</summary>
    public string? ThumbnailUrl { get; init; }

    /// <summary>Whether it can be printed again: its bytes are still kept.</summary>
    public bool CanReprint { get; init; }

    /// <summary>Counts the changes.</summary>
    public long Version { get; init; }

    /// <summary>What is to be shown of a print.</summary>
    public static PrintView Of(PrintRecord print) =>
        new()
        {
            Id = print.Id,
            Uid = print.Uid,
            JobId = print.JobId,
            PrinterId = print.PrinterId,
            PrinterName = print.PrinterName,
            FileId = print.FileId,
            FileName = print.FileName,
            UserName = print.UserName,
            UserId = print.UserId,
            State = print.State switch
            {
                PrintState.Starting => PrintStateWord.Starting,
                PrintState.Printing => PrintStateWord.Running,
                PrintState.Paused => PrintStateWord.Paused,
                PrintState.Interrupted => PrintStateWord.Interrupted,
                PrintState.Finished => PrintStateWord.Finished,
                PrintState.Cancelled => PrintStateWord.Cancelled,
                _ => PrintStateWord.Failed,
            },
            StartedAt = print.StartedAt,
            EndedAt = print.EndedAt,
            Seconds = print.Seconds,
            Reason = print.Reason,
            FirmwareWords = print.FirmwareWords,
            Notes = PrintBook.Read(print).Notes,
            Verdict = print.Verdict,
            VerdictReason = print.VerdictReason,
            VerdictBy = print.VerdictBy,
            // Another photo has another address, so that browsers show it.
            PhotoUrl = print.PhotoHash is { } photo
                ? $"/fleet/v1/prints/{print.Id}/photo?v={photo.ToString()[..12]}"
                : null,
            PhotoBy = print.PhotoHash is null ? "" : PrintBook.Read(print).PhotoBy,
            Material = print.Material,
            FilamentMm = print.FilamentMm,
            FilamentG = print.FilamentG,
            EnergyWh = print.EnergyWh,
            Cost = print.Cost,
            ThumbnailUrl = FilePicture.Of(print.FileId, print.HasThumbnail),
            CanReprint = print.KeepsContent || print.FileId is not null,
            Version = print.Version,
        };
}
