using System.Collections.Concurrent;
using System.Text.Json;
using Gantry.Fleet.Json;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet.Events;

/// <summary>
/// Tells any number of listeners what happens, as it happens. What a printer does is told once a second at most, with its
/// latest state, and not at all while nobody listens; everything else in its order. A listener that is slow costs the others
/// nothing: it misses things and is told so. Those that come back within the last <see cref="Kept"/> events go on where they were.
/// </summary>
public sealed class FleetEvents : IAsyncDisposable
{
    /// <summary>Events that are kept for listeners that come back.</summary>
    public const int Kept = 4096;

    /// <summary>How often a printer is told of at most.</summary>
    public static readonly TimeSpan PrinterInterval = TimeSpan.FromSeconds(1);

    /// <summary>Room for 2^20 events in each second that the program did not run: ids never go back.</summary>
    private const int IdsPerMillisecondBits = 10;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _time;
    private readonly Func<long, ReadOnlyMemory<byte>?> _printerData;
    private readonly Lock _gate = new();
    private readonly Queue<FleetEvent> _kept = new();
    private readonly Dictionary<long, FleetEvent> _printers = [];
    private readonly ConcurrentDictionary<long, bool> _dirty = new();
    private readonly Dictionary<long, long> _toldAt = [];
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _pump;
    private FleetListener[] _listeners = [];
    private long _lastId;
    private long _forgotten;

    /// <summary>Begins to tell.</summary>
    /// <param name="time">For ids and the pace.</param>
    /// <param name="printerData">The present state of a printer as JSON; null when there is none.</param>
    /// <param name="log">Told of faults.</param>
    public FleetEvents(TimeProvider time, Func<long, ReadOnlyMemory<byte>?> printerData, ILogger log)
    {
        _time = time;
        _printerData = printerData;
        _lastId = time.GetUtcNow().ToUnixTimeMilliseconds() << IdsPerMillisecondBits;
        _forgotten = _lastId;
        _pump = BackgroundLoop.KeepAsync("What tells of printers", PumpAsync, time, log, _stop.Token);
    }

    /// <summary>The id of the last event.</summary>
    public long LastId => Interlocked.Read(ref _lastId);

    /// <summary>How many listen.</summary>
    public int Listeners => Volatile.Read(ref _listeners).Length;

    /// <summary>Listens from now on, or from after an event that the listener had before.</summary>
    /// <param name="after">The last event that it had; null for a new listener.</param>
    /// <param name="wants">Which events it may and wants to see.</param>
    /// <returns>The listener, until it is disposed.</returns>
    public FleetListener Listen(long? after, Func<FleetEvent, bool> wants)
    {
        lock (_gate)
        {
            var listener = new FleetListener(wants, Remove);
            if (after is { } last)
                CatchUp(listener, last);
            _listeners = [.. _listeners, listener];
            if (!_dirty.IsEmpty)
                Wake();
            return listener;
        }
    }

    /// <summary>Tells all listeners.</summary>
    /// <param name="topic">What kind of thing.</param>
    /// <param name="data">What is told.</param>
    /// <param name="subject">Which one.</param>
    /// <param name="printers">Which printers it is about; null: all, or none in particular.</param>
    public void Tell<T>(string topic, T data, long subject = 0, IReadOnlySet<long>? printers = null) =>
        TellBytes(topic, JsonSerializer.SerializeToUtf8Bytes(data, FleetJson.Options), subject, printers);

    private void TellBytes(string topic, ReadOnlyMemory<byte> data, long subject, IReadOnlySet<long>? printers)
    {
        lock (_gate)
        {
            FleetEvent told = Next(topic, data, subject) with { Printers = printers };
            _kept.Enqueue(told);
            if (_kept.Count > Kept)
                _forgotten = _kept.Dequeue().Id;
            if (topic == EventTopics.PrinterRemoved)
                _printers.Remove(subject);
            foreach (FleetListener listener in _listeners)
                listener.Offer(told);
        }
    }

    /// <summary>A printer has changed: its state is told soon, once for many changes.</summary>
    public void PrinterChanged(long printerId)
    {
        if (_dirty.TryAdd(printerId, true))
            Wake();
    }

    /// <summary>Something was missed on the way here: every listener must read everything again.</summary>
    public void ResetAll()
    {
        lock (_gate)
        {
            _kept.Clear();
            _forgotten = Interlocked.Increment(ref _lastId);
            foreach (FleetListener listener in _listeners)
                listener.Reset();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _pump;
        foreach (FleetListener listener in Volatile.Read(ref _listeners))
            listener.Dispose();
        _stop.Dispose();
        _wake.Dispose();
    }

    private FleetEvent Next(string topic, ReadOnlyMemory<byte> data, long subject)
    {
        // Never behind the clock, so that a later start begins above all of these.
        long byClock = _time.GetUtcNow().ToUnixTimeMilliseconds() << IdsPerMillisecondBits;
        long id = Math.Max(_lastId + 1, byClock);
        Interlocked.Exchange(ref _lastId, id);
        return new FleetEvent(id, topic, data, subject);
    }

    private void CatchUp(FleetListener listener, long after)
    {
        if (after < _forgotten || after > _lastId)
        {
            listener.Reset();
            return;
        }
        foreach (FleetEvent told in _kept)
            if (told.Id > after)
                listener.Offer(told);
        foreach (FleetEvent told in _printers.Values.OrderBy(p => p.Id))
            if (told.Id > after)
                listener.OfferPrinter(told);
    }

    private void Remove(FleetListener listener)
    {
        lock (_gate)
            _listeners = [.. _listeners.Where(l => l != listener)];
    }

    private void Wake()
    {
        try
        {
            if (_wake.CurrentCount == 0)
                _wake.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // Somebody else woke it, or it has ended.
        }
    }

    private async Task PumpAsync(CancellationToken stop)
    {
        while (true)
        {
            // Nobody's ears are worth no words: what has changed is told to the next who listens.
            if (Listeners == 0)
            {
                await _wake.WaitAsync(stop);
                if (Listeners > 0)
                    Spread();
            }
            else if (_dirty.IsEmpty)
                await _wake.WaitAsync(stop);
            else
            {
                TellPrinters();
                if (!_dirty.IsEmpty)
                    await Task.Delay(Tick, _time, stop);
            }
        }
    }

    /// <summary>
    /// What has changed while nobody listened is told over the next <see cref="PrinterInterval"/>: all at once, it would be all at
    /// once in every second from then on, and each time the last would be late.
    /// </summary>
    private void Spread()
    {
        long[] ids = [.. _dirty.Keys];
        long due = _time.GetTimestamp() - (long)(PrinterInterval.TotalSeconds * _time.TimestampFrequency);
        for (int i = 0; i < ids.Length; i++)
            _toldAt[ids[i]] = due + (long)(PrinterInterval.TotalSeconds * _time.TimestampFrequency * i / ids.Length);
    }

    private void TellPrinters()
    {
        long now = _time.GetTimestamp();
        foreach (long id in _dirty.Keys)
        {
            if (_toldAt.TryGetValue(id, out long told) && _time.GetElapsedTime(told, now) < PrinterInterval)
                continue;
            // Before its state is read: what changes from now on is told the next time.
            _dirty.TryRemove(id, out _);
            if (_printerData(id) is not { } data)
            {
                _toldAt.Remove(id);
                continue;
            }
            _toldAt[id] = now;
            TellPrinter(id, data);
        }
    }

    private void TellPrinter(long id, ReadOnlyMemory<byte> data)
    {
        lock (_gate)
        {
            FleetEvent told = Next(EventTopics.Printer, data, id);
            _printers[id] = told;
            foreach (FleetListener listener in _listeners)
                listener.OfferPrinter(told);
        }
    }
}
