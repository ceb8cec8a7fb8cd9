namespace Gantry.Simulator.Wire;

/// <summary>
/// The line from the host to the board: bytes on their way, each with the time at which its stop bit ends.
/// A host may hand over many bytes at once; they still arrive one after the other at the pace of the baud rate.
/// </summary>
/// <param name="perByte">Time of ten bits; zero for a line without a limit.</param>
/// <param name="delay">Time that a byte travels before the line, for benchmarks with latency.</param>
internal sealed class InboundWire(TimeSpan perByte, TimeSpan delay)
{
    /// <summary>What a host may have under way at most; whoever hands over bytes looks at <see cref="Room"/> first.</summary>
    public const int Capacity = 1 << 20;

    private readonly Queue<Run> _runs = new();
    private byte[] _bytes = new byte[256];
    private int _head;
    private TimeSpan _lastArrival = TimeSpan.MinValue;
    private Run _first;

    // How many bytes from the head are known to hold no line end.
    private int _searched;

    /// <summary>Time of one byte.</summary>
    public TimeSpan PerByte => perByte;

    /// <summary>Whether bytes take no time.</summary>
    public bool IsUnlimited => perByte == TimeSpan.Zero;

    /// <summary>Bytes that are under way.</summary>
    public int Count { get; private set; }

    /// <summary>When the next byte arrives, if there is one.</summary>
    public TimeSpan NextArrival => _first.Arrival;

    /// <summary>Bytes that can still be handed over.</summary>
    public int Room => Capacity - Count;

    /// <summary>Hands over bytes that the host wrote at a time.</summary>
    /// <exception cref="InvalidOperationException">More than <see cref="Room"/>.</exception>
    public void Send(ReadOnlySpan<byte> bytes, TimeSpan at)
    {
        if (bytes.IsEmpty)
            return;
        if (bytes.Length > Room)
            throw new InvalidOperationException($"The line holds {Capacity} bytes; look at Room before sending more.");
        TimeSpan first = at + delay;
        if (first < _lastArrival)
            first = _lastArrival;
        first += perByte;
        _lastArrival = first + (perByte * (bytes.Length - 1));
        Store(bytes);
        AddRun(new Run(first, bytes.Length));
    }

    /// <summary>Takes the next byte if it has arrived by a time.</summary>
    public bool TryTake(TimeSpan upTo, out byte value)
    {
        value = 0;
        if (Count == 0 || _first.Arrival > upTo)
            return false;
        value = _bytes[_head];
        _head = (_head + 1) & (_bytes.Length - 1);
        Count--;
        if (_searched > 0)
            _searched--;
        _first = _first.Count > 1 ? new Run(_first.Arrival + perByte, _first.Count - 1) : NextRun();
        return true;
    }

    /// <summary>When the next line end arrives, or <see cref="TimeSpan.MaxValue"/> when none is under way.</summary>
    public TimeSpan NextLineEnd()
    {
        while (_searched < Count)
        {
            byte value = _bytes[(_head + _searched) & (_bytes.Length - 1)];
            if (value is (byte)'\n' or (byte)'\r')
                return ArrivalOf(_searched);
            _searched++;
        }
        return TimeSpan.MaxValue;
    }

    private TimeSpan ArrivalOf(int index)
    {
        if (index < _first.Count)
            return _first.Arrival + (perByte * index);
        index -= _first.Count;
        foreach (Run run in _runs)
        {
            if (index < run.Count)
                return run.Arrival + (perByte * index);
            index -= run.Count;
        }
        return TimeSpan.MaxValue;
    }

    private void AddRun(Run run)
    {
        if (_first.Count == 0)
            _first = run;
        else if (_runs.Count == 0 && _first.Arrival + (perByte * _first.Count) == run.Arrival)
            _first = new Run(_first.Arrival, _first.Count + run.Count);
        else
            _runs.Enqueue(run);
    }

    private Run NextRun() => _runs.TryDequeue(out Run run) ? run : default;

    private void Store(ReadOnlySpan<byte> bytes)
    {
        if (Count + bytes.Length > _bytes.Length)
            Grow(Count + bytes.Length);
        int tail = (_head + Count) & (_bytes.Length - 1);
        int before = Math.Min(bytes.Length, _bytes.Length - tail);
        bytes[..before].CopyTo(_bytes.AsSpan(tail));
        bytes[before..].CopyTo(_bytes);
        Count += bytes.Length;
    }

    private void Grow(int needed)
    {
        byte[] larger = new byte[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)needed)];
        int before = Math.Min(Count, _bytes.Length - _head);
        _bytes.AsSpan(_head, before).CopyTo(larger);
        _bytes.AsSpan(0, Count - before).CopyTo(larger.AsSpan(before));
        _bytes = larger;
        _head = 0;
    }

    /// <summary>Bytes that follow each other without a gap.</summary>
    /// <param name="Arrival">When the first of them has arrived.</param>
    /// <param name="Count">How many.</param>
    private readonly record struct Run(TimeSpan Arrival, int Count);
}
