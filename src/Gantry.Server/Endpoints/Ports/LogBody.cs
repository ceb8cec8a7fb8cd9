using Gantry.Sharing.Traffic;

namespace Gantry.Server.Endpoints.Ports;

/// <summary>A file of what passed through a share.</summary>
/// <param name="File">Its name.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Modified">When it was written to last.</param>
internal sealed record LogBody(string File, long Bytes, DateTimeOffset Modified)
{
    public static LogBody Of(TrafficFile file) => new(file.Name, file.Size, file.Modified);
}
