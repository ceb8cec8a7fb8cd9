using System.Globalization;

namespace Gantry.Fleet.Library;

/// <summary>Where pictures of files are. An address stands only where there is a picture, so that nobody asks in vain.</summary>
public static class FilePicture
{
    /// <summary>The address of a file's picture; null when the file is gone or has none.</summary>
    public static string? Of(long? fileId, bool hasThumbnail) =>
        hasThumbnail && fileId is { } id
            ? string.Create(CultureInfo.InvariantCulture, $"/fleet/v1/files/{id}/thumbnail")
            : null;
}
