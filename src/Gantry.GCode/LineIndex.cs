namespace Gantry.GCode;

/// <summary>
/// Remembers where every so-manieth command of a file begins, so that a command can be read again by its number without
/// reading all before it. Takes at most some 100 kB: when it is full, every second place is dropped.
/// </summary>
public sealed class LineIndex
{
    private const int MaxPlaces = 4096;
    private readonly List<GCodePosition> _places = [GCodePosition.Start];

    /// <summary>Creates an empty index.</summary>
    /// <param name="interval">Commands from one remembered place to the next, at first.</param>
    public LineIndex(int interval = 256)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, 1);
        Interval = interval;
    }

    /// <summary>Commands from one remembered place to the next; doubles when the index is full.</summary>
    public long Interval { get; private set; }

    /// <summary>Places remembered.</summary>
    public int Count => _places.Count;

    /// <summary>Reads a file to its end and remembers places on the way.</summary>
    public static async ValueTask<LineIndex> BuildAsync(
        GCodeReader reader,
        CancellationToken cancellationToken = default
    )
    {
        var index = new LineIndex();
        while (await reader.ReadAsync(cancellationToken))
            index.Add(reader.Here);
        return index;
    }

    /// <summary>Offers the place of a command; call it for every command, in order.</summary>
    /// <param name="place">The reader's <see cref="GCodeReader.Here"/>.</param>
    public void Add(GCodePosition place)
    {
        if (place.CommandNumber < _places[^1].CommandNumber + Interval)
            return;
        if (_places.Count == MaxPlaces)
            Thin();
        if (place.CommandNumber >= _places[^1].CommandNumber + Interval)
            _places.Add(place);
    }

    /// <summary>The last remembered place from which reading reaches the command with this number, counted from 1.</summary>
    public GCodePosition Before(long commandNumber)
    {
        int low = 0;
        int high = _places.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_places[middle].CommandNumber < commandNumber)
                low = middle;
            else
                high = middle - 1;
        }
        return _places[low];
    }

    private void Thin()
    {
        Interval *= 2;
        int kept = 0;
        for (int i = 0; i < _places.Count; i += 2)
            _places[kept++] = _places[i];
        _places.RemoveRange(kept, _places.Count - kept);
    }
}
