using Gantry.Server.Problems;
using Gantry.Storage.Library;

namespace Gantry.Server.Endpoints.Library;

/// <summary>Which files are looked for.</summary>
internal sealed class FileFilter
{
    /// <summary>Words that must all be somewhere in name, note, tags, slicer, model, material or uploader.</summary>
    public string? Text { get; init; }

    /// <summary>The folder.</summary>
    public long? FolderId { get; init; }

    /// <summary>Also the folders in it.</summary>
    public bool? Subfolders { get; init; }

    /// <summary>Tags that a file must all have.</summary>
    public string[]? Tag { get; init; }

    /// <summary>The material, as <c>PLA</c>.</summary>
    public string? Material { get; init; }

    /// <summary>The printer model.</summary>
    public string? Model { get; init; }

    /// <summary>Who brought it.</summary>
    public long? UploaderId { get; init; }

    /// <summary>The order: name, uploaded, size, time, filament or printed.</summary>
    public string? Sort { get; init; }

    /// <summary>Whether the order goes down.</summary>
    public bool? Desc { get; init; }

    public FileQuery ToQuery() =>
        new()
        {
            Text = string.IsNullOrWhiteSpace(Text) ? null : Text,
            FolderId = FolderId,
            WithSubfolders = Subfolders ?? false,
            Tags = Tag ?? [],
            Material = string.IsNullOrEmpty(Material) ? null : Material,
            PrinterModel = string.IsNullOrEmpty(Model) ? null : Model,
            UploaderId = UploaderId,
            Sort = ReadSort(),
            Descending = Desc ?? false,
        };

    private FileSort ReadSort() =>
        string.IsNullOrEmpty(Sort) ? FileSort.Name
        : Enum.TryParse(Sort, ignoreCase: true, out FileSort sort) && char.IsLetter(Sort[0]) ? sort
        : throw ApiException.Invalid("sort", "It is name, uploaded, size, time, filament or printed.");
}
