using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace Gantry.Server.Live;

/// <summary>
/// Writes server-sent events (the HTML standard, section 9.2). A reader that is slow holds up the flush and nobody else; the
/// server cuts it off when it takes less than a few bytes a second.
/// </summary>
internal sealed class SseWriter
{
    /// <summary>Events in a row go out together up to so many bytes: a system call for each would cost more than the events.</summary>
    private const int MostUnsent = 32 * 1024;

    private readonly PipeWriter _body;
    private readonly CancellationToken _stop;
    private int _unsent;

    public SseWriter(HttpContext http, CancellationToken stop)
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        // Proxies that gather answers would keep the events to themselves.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        (_body, _stop) = (http.Response.BodyWriter, stop);
    }

    /// <summary>Adds an event; it goes out with the next flush.</summary>
    /// <param name="kind">The name of the event.</param>
    /// <param name="data">JSON on one line.</param>
    /// <param name="id">From where to go on; null for an event that counts nothing.</param>
    public void Write(string kind, ReadOnlySpan<byte> data, long? id)
    {
        string head = id is { } number
            ? string.Create(CultureInfo.InvariantCulture, $"id: {number}\nevent: {kind}\ndata: ")
            : $"event: {kind}\ndata: ";
        Encoding.UTF8.GetBytes(head, _body);
        _body.Write(data);
        _body.Write("\n\n"u8);
        _unsent += head.Length + data.Length;
    }

    /// <summary>Sends what was added when it is much: nothing grows without a bound for a reader that is slow.</summary>
    public async Task FlushMuchAsync()
    {
        if (_unsent >= MostUnsent)
            await FlushAsync();
    }

    /// <summary>Sends what was added.</summary>
    public async Task FlushAsync()
    {
        _unsent = 0;
        await _body.FlushAsync(_stop);
    }
}
