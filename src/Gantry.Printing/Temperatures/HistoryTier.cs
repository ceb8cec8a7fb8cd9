namespace Gantry.Printing.Temperatures;

/// <summary>The history at one resolution: a ring of chunks, the oldest of which is dropped when there are enough newer rows.</summary>
internal sealed class HistoryTier(int step, int rows)
{
    private readonly HistoryCell[] _open = new HistoryCell[TemperatureHistory.MostHeaters];
    private HistoryChunk[] _chunks = [];
    private int _openSecond = -1;

    /// <summary>Seconds in a row.</summary>
    public int Step => step;

    /// <summary>The chunks at this moment, the oldest first. For any thread.</summary>
    public HistoryChunk[] Chunks => Volatile.Read(ref _chunks);

    /// <summary>Goes to a second; the row that is thereby over becomes visible.</summary>
    public void MoveTo(int second, int heaters)
    {
        int row = second - (second % step);
        if (row <= _openSecond)
            return;
        if (_openSecond >= 0)
            Close(heaters);
        _openSecond = row;
        _open.AsSpan().Fill(HistoryCell.Empty);
    }

    /// <summary>Takes a reading into the row at this moment. Of one second the last reading counts.</summary>
    public void Add(int heater, in HistoryCell cell) => _open[heater] = step == 1 ? cell : _open[heater].With(cell);

    private void Close(int heaters)
    {
        HistoryChunk? last = _chunks.Length > 0 ? _chunks[^1] : null;
        if (last is null || !last.HasRoomFor(heaters))
            last = NewChunk(heaters);
        last.Add(_openSecond, _open.AsSpan(0, heaters));
    }

    private HistoryChunk NewChunk(int heaters)
    {
        int kept = 0;
        int first = _chunks.Length;
        while (first > 0 && kept < rows)
            kept += _chunks[--first].Count;
        var chunk = new HistoryChunk(heaters, ranges: step > 1);
        Volatile.Write(ref _chunks, [.. _chunks.AsSpan(first), chunk]);
        return chunk;
    }
}
