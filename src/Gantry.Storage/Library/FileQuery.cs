namespace Gantry.Storage.Library;

/// <summary>Which files are looked for. Everything that is not null must fit.</summary>
public sealed record FileQuery
{
    /// <summary>Words that must all be somewhere in name, note, tags, slicer, printer model, material or uploader.</summary>
    public string? Text { get; init; }

    /// <summary>The folder.</summary>
    public long? FolderId { get; init; }

    /// <summary>Also the folders in it.</summary>
    public bool WithSubfolders { get; init; }

    /// <summary>Tags that a file must all have.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The material, as <c>PLA</c>.</summary>
    public string? Material { get; init; }

    /// <summary>The printer model.</summary>
    public string? PrinterModel { get; init; }

    /// <summary>Who brought it.</summary>
    public long? UploaderId { get; init; }

    /// <summary>Whether more is asked for than what is in a folder.</summary>
    public bool IsSearch =>
        !string.IsNullOrWhiteSpace(Text)
        || Tags.Count > 0
        || Material is not null
        || PrinterModel is not null
        || UploaderId is not null;

    /// <summary>The order.</summary>
    public FileSort Sort { get; init; }

    /// <summary>Whether the order goes down.</summary>
    public bool Descending { get; init; }
}
