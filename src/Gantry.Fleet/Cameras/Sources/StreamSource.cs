namespace Gantry.Fleet.Cameras.Sources;

/// <summary>An MJPEG stream over HTTP, as mjpg-streamer, µStreamer, ESP32-CAM and ffmpeg send it: one call that does not end.</summary>
internal sealed class StreamSource(Uri address, TimeProvider time) : ICameraSource
{
    private readonly CameraHttp _http = new(address);
    private HttpResponseMessage? _answer;
    private JpegStream? _pictures;
    private SnapshotSource? _single;

    public async Task<byte[]?> NextAsync(CancellationToken stop)
    {
        if (_single is not null)
            return await _single.NextAsync(stop);
        _pictures ??= await OpenAsync(stop);
        // Some cameras have one address for both, and answer with one picture where they are asked for a stream.
        return await _pictures.NextAsync(stop) ?? await PollAsync(stop);
    }

    public async ValueTask DisposeAsync()
    {
        _answer?.Dispose();
        _http.Dispose();
        if (_single is not null)
            await _single.DisposeAsync();
    }

    private async Task<JpegStream> OpenAsync(CancellationToken stop)
    {
        _answer = await _http.GetAsync(stop);
        CameraHttp.CheckType(_answer);
        return new JpegStream(await _answer.Content.ReadAsStreamAsync(stop));
    }

    private async Task<byte[]?> PollAsync(CancellationToken stop)
    {
        bool isPicture =
            _answer?.Content.Headers.ContentType?.MediaType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase)
            == true;
        if (!isPicture)
            return null;
        _single = new SnapshotSource(address, time);
        await Task.Delay(CameraLimits.Poll, time, stop);
        return await _single.NextAsync(stop);
    }
}
