using System.Diagnostics;
using System.Text.Json;

namespace Gantry.Bench.Fleet;

/// <summary>Many who listen to the events of a server. One of them looks at what it hears; the others only take it.</summary>
internal sealed class ListenerCrowd : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _ages = [];
    private readonly List<TimeSpan> _gaps = [];
    private readonly Dictionary<long, long> _last = [];
    private readonly Task[] _listening;
    private bool _measures;
    private long _begun;

    public ListenerCrowd(HttpClient http, int count)
    {
        Count = count;
        _listening = [LookAsync(http), .. Enumerable.Range(1, count - 1).Select(_ => TakeAsync(http))];
    }

    public int Count { get; }

    /// <summary>Begins to measure.</summary>
    public void Begin()
    {
        lock (_gate)
            (_measures, _begun) = (true, Stopwatch.GetTimestamp());
    }

    /// <summary>What was heard since.</summary>
    public ListenerFigures End()
    {
        lock (_gate)
        {
            _measures = false;
            double seconds = Stopwatch.GetElapsedTime(_begun).TotalSeconds;
            _ages.Sort();
            _gaps.Sort();
            return new ListenerFigures(
                _ages.Count / seconds,
                At(_ages, 0.5),
                At(_ages, 0.99),
                At(_ages, 1),
                At(_gaps, 0.99),
                At(_gaps, 1)
            );
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        try
        {
            Task.WaitAll(_listening);
        }
        catch (AggregateException)
        {
            // They were cut off.
        }
        _stop.Dispose();
    }

    private static TimeSpan At(List<TimeSpan> sorted, double share) =>
        sorted.Count == 0 ? TimeSpan.Zero : sorted[(int)Math.Min(sorted.Count - 1, share * sorted.Count)];

    private async Task TakeAsync(HttpClient http)
    {
        await using Stream events = await http.GetStreamAsync("/fleet/v1/events", _stop.Token);
        byte[] buffer = new byte[64 * 1024];
        while (await events.ReadAsync(buffer, _stop.Token) > 0) { }
    }

    private async Task LookAsync(HttpClient http)
    {
        await using Stream events = await http.GetStreamAsync("/fleet/v1/events?topics=printer", _stop.Token);
        using var lines = new StreamReader(events);
        string kind = "";
        while (await lines.ReadLineAsync(_stop.Token) is { } line)
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                kind = line[7..];
            else if (kind == "printer" && line.StartsWith("data: ", StringComparison.Ordinal))
                Take(line[6..]);
    }

    private void Take(string json)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        long at = Stopwatch.GetTimestamp();
        using JsonDocument told = JsonDocument.Parse(json);
        long id = told.RootElement.GetProperty("id").GetInt64();
        DateTimeOffset taken = told.RootElement.GetProperty("live").GetProperty("at").GetDateTimeOffset();
        lock (_gate)
        {
            if (_measures)
            {
                _ages.Add(now - taken);
                if (_last.TryGetValue(id, out long before))
                    _gaps.Add(Stopwatch.GetElapsedTime(before, at));
            }
            _last[id] = at;
        }
    }
}
