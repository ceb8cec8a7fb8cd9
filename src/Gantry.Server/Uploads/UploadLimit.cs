using Microsoft.AspNetCore.Http.Metadata;

namespace Gantry.Server.Uploads;

/// <summary>Where files come in, the store says how large they may be, and looks at the disk; the server does not count.</summary>
internal sealed class UploadLimit : IRequestSizeLimitMetadata
{
    public static UploadLimit Instance { get; } = new();

    public long? MaxRequestBodySize => null;
}
