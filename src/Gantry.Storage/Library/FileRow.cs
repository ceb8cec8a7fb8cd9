using Gantry.Storage.Files;

namespace Gantry.Storage.Library;

/// <summary>A file as the database has it.</summary>
internal sealed record FileRow
{
    public const string Columns = """
        id, folder_id, name, name_key, content_hash, size, kind, note, uploader_id, uploader_name, source, uploaded_at,
        changed_at, slicer, printer_model, material, nozzle_mm, layer_mm, seconds, filament_mm, filament_g, size_x, size_y,
        size_z, tools, printed_good, printed_bad, printed_at, version,
        (SELECT c.analysis_version FROM contents c WHERE c.hash = files.content_hash) AS analysis_version,
        (SELECT c.problem FROM contents c WHERE c.hash = files.content_hash) AS problem,
        EXISTS (SELECT 1 FROM thumbnails t WHERE t.content_hash = files.content_hash) AS has_thumbnail
        """;

    public long Id { get; init; }
    public long FolderId { get; init; }
    public string Name { get; init; } = "";
    public string NameKey { get; init; } = "";
    public ContentHash ContentHash { get; init; }
    public long Size { get; init; }
    public string Kind { get; init; } = "";
    public string Note { get; init; } = "";
    public long? UploaderId { get; init; }
    public string UploaderName { get; init; } = "";
    public string Source { get; init; } = "";
    public long UploadedAt { get; init; }
    public long ChangedAt { get; init; }
    public string Slicer { get; init; } = "";
    public string PrinterModel { get; init; } = "";
    public string Material { get; init; } = "";
    public double NozzleMm { get; init; }
    public double LayerMm { get; init; }
    public double Seconds { get; init; }
    public double FilamentMm { get; init; }
    public double FilamentG { get; init; }
    public double SizeX { get; init; }
    public double SizeY { get; init; }
    public double SizeZ { get; init; }
    public int Tools { get; init; }
    public int PrintedGood { get; init; }
    public int PrintedBad { get; init; }
    public long PrintedAt { get; init; }
    public long Version { get; init; }
    public int AnalysisVersion { get; init; }
    public string Problem { get; init; } = "";
    public bool HasThumbnail { get; init; }

    /// <summary>The file with its tags.</summary>
    public LibraryFile ToFile(IEnumerable<string> tags) =>
        new()
        {
            Id = Id,
            FolderId = FolderId,
            Name = Name,
            ContentHash = ContentHash,
            Size = Size,
            Note = Note,
            Tags = [.. tags],
            UploaderId = UploaderId,
            UploaderName = UploaderName,
            Source = Source,
            UploadedAt = DateTimeOffset.FromUnixTimeMilliseconds(UploadedAt),
            ChangedAt = DateTimeOffset.FromUnixTimeMilliseconds(ChangedAt),
            PrintedGood = PrintedGood,
            PrintedBad = PrintedBad,
            PrintedAt = PrintedAt == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(PrintedAt),
            Version = Version,
            AnalysisVersion = AnalysisVersion,
            Problem = Problem,
            HasThumbnail = HasThumbnail,
            Facts = new FileFacts
            {
                Kind = Kind,
                Slicer = Slicer,
                PrinterModel = PrinterModel,
                Material = Material,
                NozzleMm = NozzleMm,
                LayerMm = LayerMm,
                Seconds = Seconds,
                FilamentMm = FilamentMm,
                FilamentG = FilamentG,
                SizeX = SizeX,
                SizeY = SizeY,
                SizeZ = SizeZ,
                Tools = Tools,
            },
        };
}
