using System.Text.Json;

namespace Gantry.Cli.Discovery;

/// <summary>Asks a serial portal which ports it shares.</summary>
internal static class PortalSearch
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>More than this is no list of devices, in bytes.</summary>
    private const int MaxAnswer = 4 << 20;

    /// <summary>The running shares in the portal's order. What goes wrong is said on the error stream, and then there are none.</summary>
    public static async Task<IReadOnlyList<FoundShare>> FindAsync(string host, int port, CancellationToken stop)
    {
        try
        {
            using var http = new HttpClient { Timeout = Limit, MaxResponseContentBufferSize = MaxAnswer };
            var address = new UriBuilder("http", host.Trim('[', ']'), port, "/api/discover").Uri;
            byte[] answer = await http.GetByteArrayAsync(address, stop);
            PortalDevices? devices = JsonSerializer.Deserialize(answer, CliJson.Default.PortalDevices);
            return
            [
                .. (devices?.Devices ?? [])
                    .Where(d => d.Url is { Length: > 0 })
                    .Select(d => new FoundShare(d.Url, d.Port, d.Product ?? "", d.Serial ?? "", d.Tty ?? "")),
            ];
        }
        catch (Exception e)
            when (e is HttpRequestException or JsonException or UriFormatException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync($"Discovery failed: {e.Message}");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync(
                $"Discovery failed: {host}:{port} did not answer within {Limit.TotalSeconds:0} s."
            );
        }
        return [];
    }
}
