using System.Buffers;
using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace Gantry.Sharing.Traffic;

/// <summary>
/// Writes what passes through a share to daily files, a line each: <c>[2026-05-01 12:00:00.123] [RX] ok T:20.1</c>, in local time.
/// The sharing thread only puts bytes into a queue; when the disk does not keep up, bytes are left out, and a line says so.
/// A disk that cannot be written is tried again from time to time.
/// </summary>
public sealed class TrafficLog : IAsyncDisposable
{
    private const int MostWaiting = 4 * 1024 * 1024;

    /// <summary>What an entry takes besides its bytes: a byte at a time would otherwise wait in hundreds of megabytes.</summary>
    private const int CostOfEntry = 64;
    private const int CheckSizeEvery = 1024 * 1024;
    private static readonly TimeSpan LongestOpenLine = TimeSpan.FromSeconds(1);

    /// <summary>How long after a failure the next attempt is.</summary>
    internal static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private readonly string _name;
    private readonly TrafficOptions _options;
    private readonly TimeProvider _time;
    private readonly Channel<Entry> _queue = Channel.CreateUnbounded<Entry>(
        new UnboundedChannelOptions { SingleReader = true }
    );
    private readonly TrafficLine[] _lines =
    [
        new(TrafficDirection.Received),
        new(TrafficDirection.Sent),
        new(TrafficDirection.Remark),
    ];
    private readonly StringBuilder _text = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _writing;
    private StreamWriter? _file;
    private DateOnly _day;
    private long _writtenSinceCheck;
    private int _waiting;
    private long _leftOut;
    private volatile string? _failure;

    /// <summary>Begins a log.</summary>
    /// <param name="name">The share's name; the files are named after it.</param>
    /// <param name="options">Where, and how much.</param>
    /// <param name="time">For time stamps and days.</param>
    public TrafficLog(string name, TrafficOptions options, TimeProvider time)
    {
        _name = TrafficFiles.SafeName(name);
        _options = options;
        _time = time;
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>Why nothing is written for now, as a full disk; or null.</summary>
    public string? Failure => _failure;

    /// <summary>Takes what passed; copies it and never blocks.</summary>
    public void Add(TrafficDirection direction, ReadOnlySpan<byte> bytes)
    {
        int cost = CostOf(bytes.Length);
        if (Volatile.Read(ref _waiting) + cost > MostWaiting)
        {
            Interlocked.Add(ref _leftOut, bytes.Length);
            return;
        }
        byte[] copy = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(copy);
        Interlocked.Add(ref _waiting, cost);
        if (!_queue.Writer.TryWrite(new Entry(_time.GetUtcNow(), direction, copy, bytes.Length)))
            ArrayPool<byte>.Shared.Return(copy);
    }

    /// <summary>Adds a remark, as who came.</summary>
    public void Remark(string text) => Add(TrafficDirection.Remark, Encoding.ASCII.GetBytes(text + "\n"));

    /// <summary>Writes what waits, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_queue.Writer.TryComplete())
            await _ended.CancelAsync();
        await _writing;
        _ended.Dispose();
    }

    private async Task WriteAllAsync()
    {
        while (!await TryWriteAllAsync() && !_ended.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(RetryAfter, _time, _ended.Token);
            }
            catch (OperationCanceledException)
            {
                // What waits is tried once more before the end.
            }
        }
    }

    /// <summary>Writes until the log ends; false when it can no longer be written.</summary>
    private async Task<bool> TryWriteAllAsync()
    {
        try
        {
            while (await WaitAsync())
            {
                while (_queue.Reader.TryRead(out Entry entry))
                {
                    await TakeAsync(entry);
                    if (_text.Length > 32 * 1024)
                        await FlushAsync(_time.GetUtcNow());
                }
                await FlushAsync(_time.GetUtcNow());
            }
            foreach (TrafficLine line in _lines)
                line.End(_text);
            await FlushAsync(_time.GetUtcNow());
            await CloseAsync();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _failure = e.Message;
            await AbandonAsync();
            return false;
        }
    }

    /// <summary>Gives up the file, and what of it was not written; to be opened anew.</summary>
    private async Task AbandonAsync()
    {
        foreach (TrafficLine line in _lines)
            line.End(_text);
        Interlocked.Add(ref _leftOut, _text.Length);
        _text.Clear();
        try
        {
            await CloseAsync();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It was known that it cannot be written.
        }
    }

    private async Task CloseAsync()
    {
        StreamWriter? file = _file;
        _file = null;
        if (file is not null)
            await file.DisposeAsync();
    }

    /// <summary>Waits for more; a line that nobody ends is written after a second.</summary>
    private async Task<bool> WaitAsync()
    {
        ValueTask<bool> more = _queue.Reader.WaitToReadAsync();
        if (more.IsCompleted || !_lines.Any(l => l.IsOpen))
            return await more;
        Task<bool> waiting = more.AsTask();
        try
        {
            return await waiting.WaitAsync(LongestOpenLine, _time);
        }
        catch (TimeoutException)
        {
            foreach (TrafficLine line in _lines)
                line.End(_text);
            await FlushAsync(_time.GetUtcNow());
            return await waiting;
        }
    }

    private async Task TakeAsync(Entry entry)
    {
        Interlocked.Add(ref _waiting, -CostOf(entry.Length));
        try
        {
            await TurnPageAsync(entry.Time);
        }
        catch
        {
            Interlocked.Add(ref _leftOut, entry.Length);
            throw;
        }
        long leftOut = Interlocked.Exchange(ref _leftOut, 0);
        if (leftOut > 0)
            _lines[(int)TrafficDirection.Remark]
                .Add(
                    entry.Time,
                    Encoding.ASCII.GetBytes(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{leftOut} bytes left out: the disk was too slow, or could not be written\n"
                        )
                    ),
                    _text
                );
        _lines[(int)entry.Direction].Add(entry.Time, entry.Bytes.AsSpan(0, entry.Length), _text);
        ArrayPool<byte>.Shared.Return(entry.Bytes);
    }

    private async Task TurnPageAsync(DateTimeOffset time)
    {
        var day = DateOnly.FromDateTime(time.LocalDateTime);
        if (_file is not null && day == _day)
            return;
        if (_file is not null)
        {
            foreach (TrafficLine line in _lines)
                line.End(_text);
            await FlushAsync(time);
            await CloseAsync();
        }
        _day = day;
        Directory.CreateDirectory(_options.Folder);
        string path = Path.Combine(_options.Folder, TrafficFiles.NameOf(_name, day));
        _file = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite));
        TrafficFiles.Retain(_options, day, path);
    }

    private async Task FlushAsync(DateTimeOffset time)
    {
        if (_text.Length == 0 || _file is null)
            return;
        await _file.WriteAsync(_text);
        await _file.FlushAsync();
        _failure = null;
        _writtenSinceCheck += _text.Length;
        _text.Clear();
        if (_writtenSinceCheck < CheckSizeEvery)
            return;
        _writtenSinceCheck = 0;
        TrafficFiles.Retain(_options, DateOnly.FromDateTime(time.LocalDateTime), ((FileStream)_file.BaseStream).Name);
    }

    // The pool lends no array of less than sixteen bytes.
    private static int CostOf(int length) => CostOfEntry + Math.Max(16, length);

    private readonly record struct Entry(DateTimeOffset Time, TrafficDirection Direction, byte[] Bytes, int Length);
}
