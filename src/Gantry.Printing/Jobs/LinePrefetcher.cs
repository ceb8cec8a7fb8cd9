using Gantry.GCode;

namespace Gantry.Printing.Jobs;

/// <summary>
/// Holds the next commands of a file in memory, so that the sender never waits for the disk, and the last ones, so that an
/// error does not go back to it. Used by one owner; when a read from the disk ends that was waited for, it calls back from the
/// thread pool. Allocates nothing per line.
/// </summary>
internal sealed class LinePrefetcher : IDisposable
{
    /// <summary>Commands kept, those behind the sender included: some seconds of the densest print.</summary>
    private const int Lines = 512;

    /// <summary>Commands kept behind the sender: more than any window holds.</summary>
    private const int Behind = 192;

    /// <summary>A command over the firmware's limit was refused before the print.</summary>
    private const int LineCapacity = 96;

    private readonly GCodeReader _reader;
    private readonly LineIndex _index;
    private readonly byte[] _bytes = new byte[Lines * LineCapacity];
    private readonly byte[] _lengths = new byte[Lines];
    private long _first = 1;
    private long _next = 1;
    private long _wanted = 1;
    private long _skipTo;
    private Task<bool>? _reading;
    private bool _atEnd;

    /// <summary>Begins to read from the first command on.</summary>
    /// <param name="reader">The file; it must be seekable.</param>
    /// <param name="index">Its places, from the check before the print.</param>
    public LinePrefetcher(GCodeReader reader, LineIndex index)
    {
        _reader = reader;
        _index = index;
    }

    /// <summary>Called, on a pool thread, when a command that was not there has arrived.</summary>
    public Action? Arrived { get; set; }

    /// <summary>Whether a read from the disk is under way.</summary>
    public bool IsReading => _reading is { IsCompleted: false };

    /// <summary>Why the file could not be read, if so.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Copies a command by its number, counted from 1.</summary>
    /// <returns>False when it is not in memory yet; the callback comes when it is. Past the end it is always false.</returns>
    public bool TryGet(long number, Span<byte> destination, out int length)
    {
        length = 0;
        _wanted = number;
        if (number < _first || number > _next + Lines)
            GoTo(number);
        if (number >= _next || _next - number < Lines / 4)
            Fill();
        if (number < _first || number >= _next)
            return false;
        int slot = (int)(number % Lines);
        length = _lengths[slot];
        _bytes.AsSpan(slot * LineCapacity, length).CopyTo(destination);
        return true;
    }

    public void Dispose()
    {
        if (_reading is null)
            _reader.Dispose();
        else
            _reading.ContinueWith(_ => _reader.Dispose(), TaskScheduler.Default);
    }

    private void GoTo(long number)
    {
        if (_reading is not null)
            return;
        _reader.Seek(_index.Before(number));
        _first = _next = _skipTo = number;
        _atEnd = false;
    }

    private void Fill()
    {
        try
        {
            while (!_atEnd && Failure is null && _next - Math.Max(_first, _wanted - Behind) < Lines)
            {
                if (!TryRead(out bool read))
                    return;
                if (!read)
                    _atEnd = true;
                else if (_reader.CommandNumber >= _skipTo)
                    Keep();
            }
        }
        catch (Exception e) when (e is IOException or GCodeException)
        {
            Failure = e;
        }
    }

    /// <summary>Reads one command; false while the disk is at work.</summary>
    private bool TryRead(out bool read)
    {
        read = false;
        if (_reading is null)
        {
            ValueTask<bool> reading = _reader.ReadAsync();
            if (reading.IsCompleted)
            {
                read = reading.GetAwaiter().GetResult();
                return true;
            }
            _reading = reading.AsTask();
            _reading.GetAwaiter().OnCompleted(() => Arrived?.Invoke());
        }
        if (!_reading.IsCompleted)
            return false;
        read = _reading.GetAwaiter().GetResult();
        _reading = null;
        return true;
    }

    private void Keep()
    {
        int slot = (int)(_next % Lines);
        // The line number belongs to the sender alone: in the place of the file's own M110 stands something harmless.
        ReadOnlySpan<byte> command = _reader.Traits.HasFlag(CommandTraits.SetsLineNumber) ? "M105"u8 : _reader.Command;
        command = command[..Math.Min(command.Length, LineCapacity)];
        command.CopyTo(_bytes.AsSpan(slot * LineCapacity));
        _lengths[slot] = (byte)command.Length;
        _next++;
        _first = Math.Max(_first, _next - Lines);
    }
}
