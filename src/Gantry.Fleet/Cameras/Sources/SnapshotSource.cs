namespace Gantry.Fleet.Cameras.Sources;

/// <summary>A camera that gives one picture a call, and is asked again and again.</summary>
internal sealed class SnapshotSource(Uri address, TimeProvider time) : ICameraSource
{
    private readonly CameraHttp _http = new(address);
    private bool _hasAsked;

    public async Task<byte[]?> NextAsync(CancellationToken stop)
    {
        if (_hasAsked)
            await Task.Delay(CameraLimits.Poll, time, stop);
        _hasAsked = true;
        using HttpResponseMessage answer = await _http.GetAsync(stop);
        CameraHttp.CheckType(answer);
        await using Stream body = await answer.Content.ReadAsStreamAsync(stop);
        return await new JpegStream(body).NextAsync(stop)
            ?? throw new CameraException("The camera's answer holds no whole JPEG. Look at its snapshot address.");
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }
}
